export { createLogger, describeError, NestLogger } from './logger.ts';
