import { z } from 'zod';
import { Clock } from './clock.ts';

const clock = {
  CLOCK_START: z.iso.datetime({ offset: true }).optional(),
  CLOCK_STARTED_AT: z.iso.datetime({ offset: true }).optional(),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
};

/** What every process on the bus needs. */
export const busConfig = z.object({
  ...clock,
  NATS_URL: z.string().min(1),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  ACTOR_PUBLIC_KEY: z.string().min(1).describe('PEM, Ed25519: who the gateway says is asking'),
});
export type BusConfig = z.output<typeof busConfig>;

/** What every service with a database needs beside its own settings. */
export const coreConfig = busConfig.extend({
  DATABASE_URL: z.string().min(1),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  OFFICE_PROFILE: z.string().min(1).describe('Path of the office profile (YAML)'),
  PUBLIC_URL: z.url().describe('Where people reach the gateway, for links in messages'),
  PERSONAL_DATA_KEY: z.string().min(1).describe('32 bytes, base64: seals personal data at rest'),
  MESSAGE_KEY: z.string().min(1).describe('32 bytes, base64: seals send-message commands'),
});
export type CoreConfig = z.output<typeof coreConfig>;

/** The clock the configuration asks for; a demo clock is refused in production. */
export function clockOf(config: z.output<z.ZodObject<typeof clock>>): Clock {
  if (config.CLOCK_START === undefined) {
    return Clock.system();
  }
  if (config.NODE_ENV === 'production') {
    throw new Error('CLOCK_START is for demonstrations and refused in production.');
  }
  const startedAt = config.CLOCK_STARTED_AT ?? new Date().toISOString();
  return Clock.running({ start: new Date(config.CLOCK_START), startedAt: new Date(startedAt) });
}
