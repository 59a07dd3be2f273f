export { createLogger, describeError, NestLogger, type Logger } from './logger.ts';
export { measurements, type Measurements } from './metrics.ts';
