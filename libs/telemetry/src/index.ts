export { createLogger, describeError, NestLogger, type Logger } from './logger.ts';
