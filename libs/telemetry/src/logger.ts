import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { pino, type Logger } from 'pino';

export type { Logger };

/** Fields that may hold a person or a secret; pino drops them wherever they appear. */
const FORBIDDEN = [
  'name',
  'email',
  'phone',
  'password',
  'token',
  'pin',
  'body',
  'comment',
  'authorization',
  'cookie',
];

/** One line per fact: a constant message, fields apart, the trace id when there is one. */
export function createLogger(service: string, level = 'info'): Logger {
  return pino({
    level,
    base: { service },
    redact: { paths: FORBIDDEN.flatMap((field) => [field, `*.${field}`]), remove: true },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin() {
      const span = trace.getActiveSpan()?.spanContext();
      return span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId };
    },
  });
}

/** An error as it may be logged: its class and where it arose, never its text (it may quote input). */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) {
    return { error: typeof error };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = error.stack
    ?.split('\n')
    .slice(1, 6)
    .map((line) => line.trim());
  return { error: error.name, code, at };
}

/** Nest's own words, as pino lines; its start-up chatter only at `debug`. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(
      { ...describeError(message), context: rest.at(-1) },
      message instanceof Error ? 'unexpected error' : String(message),
    );
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }
}
