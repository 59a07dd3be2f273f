import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { DataFolder } from './data-folder.ts';
import { GATEWAY, keysOf } from './keys.ts';
import { ROOT, type Settings } from './settings.ts';
import type { Program } from './supervisor.ts';

/** The services that can run: every folder of `services/` with a `src/main.ts`. */
export function runnableServices(): string[] {
  return readdirSync(join(ROOT, 'services'))
    .filter((name) => existsSync(join(ROOT, 'services', name, 'src/main.ts')))
    .toSorted();
}

/** The services that own a database. */
export function servicesWithDatabase(): string[] {
  return readdirSync(join(ROOT, 'services'))
    .filter((name) => existsSync(join(ROOT, 'services', name, 'src/database/data-source.ts')))
    .toSorted();
}

/** Everything around the services that their configuration speaks of. */
export interface Surroundings {
  readonly settings: Settings;
  readonly data: DataFolder;
  readonly postgresUrl: string;
  readonly natsUrl: string;
  readonly smtpUrl: string;
  readonly publicUrl: string;
  /** The real instant at which the demo clock began to run. */
  readonly startedAt: Date;
}

/** The part of our own environment every process needs; nothing else is passed on. */
function inherited(): Record<string, string> {
  const names = [
    'PATH',
    'HOME',
    'LANG',
    'TZ',
    'LOG_LEVEL',
    'NODE_ENV',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'TRACE_RATIO',
    'RATE_LIMITS',
    'TRUST_PROXY',
    'CLAMD_URL',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'MAILBOX_URL',
    'MAILBOX_POLL_SECONDS',
    'WHATSAPP_APP_SECRET',
    'WHATSAPP_VERIFY_TOKEN',
    'WHATSAPP_ACCESS_TOKEN',
    'WHATSAPP_PHONE_NUMBER_ID',
    'WHATSAPP_GRAPH_URL',
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The environment of one service, as its `*.config.ts` declares it. */
export function environmentOf(service: string, around: Surroundings): Record<string, string> {
  const { settings, data } = around;
  const everybody = {
    ...inherited(),
    ...keysOf(service, data.secrets, around),
    OTEL_SERVICE_NAME: service,
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/v8'),
    OFFICE_PROFILE: settings.officeProfile,
    PUBLIC_URL: around.publicUrl,
    OBJECT_STORAGE_DIR: data.objects,
    ...(settings.demoClock && {
      CLOCK_START: settings.demoClock.toISOString(),
      CLOCK_STARTED_AT: around.startedAt.toISOString(),
    }),
  };
  if (service === GATEWAY) {
    return {
      ...everybody,
      HOST: '127.0.0.1',
      WEB_DIST: join(ROOT, 'services/web/dist'),
    };
  }
  return {
    ...everybody,
    ...(service === 'notifications' && {
      SMTP_URL: around.smtpUrl,
      MAIL_FROM: 'Pustaka PST <pst@pustaka.example>',
    }),
  };
}

/** Costs half a second and 32 MB a process, so only where somebody looks at it. */
function telemetryIsOn(): boolean {
  return process.env['TELEMETRY'] === 'on' || 'OTEL_EXPORTER_OTLP_ENDPOINT' in process.env;
}

/**
 * How a service is run from source; `watched` starts it again whenever a file it uses changes. The first
 * gateway has the port of the settings; `port` is that of everybody else.
 */
export function programOf(
  service: string,
  port: number,
  around: Surroundings,
  { watched = false, replica = 1 } = {},
): Program & { readonly readyUrl: string } {
  const isGateway = service === GATEWAY;
  const listensOn = isGateway && replica === 1 ? around.settings.port : port;
  return {
    name: replica === 1 ? service : `${service}-${replica}`,
    command: [
      process.execPath,
      ...(watched ? ['--watch', '--watch-preserve-output'] : []),
      '--conditions=@pst/source',
      `--import=${new URL('./ts-hooks.mjs', import.meta.url).href}`,
      // Ten processes share one small machine: a young generation of 4 MB instead of 16, but for the two
      // that every visitor goes through.
      `--max-semi-space-size=${isGateway || service === 'guestbook' ? 16 : 4}`,
      ...(watched ? ['--enable-source-maps'] : []),
      ...(telemetryIsOn() ? ['--import=@pst/telemetry/preload'] : []),
      join(ROOT, 'services', service, 'src/main.ts'),
    ],
    env: {
      ...environmentOf(service, around),
      ...(isGateway ? { PORT: String(listensOn) } : { HEALTH_PORT: String(port) }),
    },
    onScreen: watched,
    readyUrl: `http://127.0.0.1:${listensOn}/readyz`,
  };
}
