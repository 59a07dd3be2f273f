import type { IncomingMessage, ServerResponse } from 'node:http';

/** The process's measurements, when telemetry was preloaded. */
export interface Measurements {
  /** Writes all of them in Prometheus's text form. */
  write(request: IncomingMessage, response: ServerResponse): void;
  /** Sends what waits to be sent. */
  shutdown(): Promise<void>;
}

// Kept on the global object: the preload and the application load this file by different names.
const KEY = Symbol.for('pst.measurements');

export function keepMetrics(measurements: Measurements): void {
  Reflect.set(globalThis, KEY, measurements);
}

/** Undefined when telemetry is off. */
export function measurements(): Measurements | undefined {
  return Reflect.get(globalThis, KEY);
}
