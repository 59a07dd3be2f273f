import { busConfig, loadConfig } from '@pst/config';
import { objectStorageSettings } from '@pst/object-storage';
import { z } from 'zod';

export const gatewayConfig = busConfig.extend({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  ACTOR_PRIVATE_KEY: z.string().min(1).describe('PEM, Ed25519: signs who is asking'),
  OFFICE_PROFILE: z.string().min(1).describe('Path of the office profile (YAML)'),
  PUBLIC_URL: z.url().describe('Where people reach the gateway'),
  ...objectStorageSettings,
  WEB_DIST: z
    .string()
    .optional()
    .describe('Folder of the built web client; without it only the API'),
  TRUST_PROXY: z
    .string()
    .optional()
    .describe('Addresses of proxies whose X-Forwarded-For is believed, separated by commas'),
  TRACE_RATIO: z.coerce.number().min(0).max(1).default(0.1).describe('Share of requests traced'),
  RATE_LIMITS: z.enum(['on', 'off']).default('on').describe('off is for measuring, not for people'),
});
export type GatewayConfig = z.output<typeof gatewayConfig>;

export const readGatewayConfig = (environment?: Readonly<Record<string, string | undefined>>) =>
  loadConfig(gatewayConfig, environment);
