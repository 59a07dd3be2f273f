import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { Sentence } from './sentence.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

/** What a person may set when starting the whole system on one machine. */
export interface Settings {
  /** The gateway's port; every other port is a free one. */
  readonly port: number;
  readonly dataFolder: string;
  /** Path of the office's service standard. */
  readonly officeProfile: string;
  /** The instant the system's clock starts from; the real time when undefined. */
  readonly demoClock: Date | undefined;
  /** How many processes of a service, for those that have more than one. */
  readonly replicas: ReadonlyMap<string, number>;
  /** Where backups go; none are made when undefined. */
  readonly backups: string | undefined;
}

const DEFAULT_PORT = 8080;
const DEFAULT_PROFILE = 'deploy/service-standard-1606.yaml';

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') {
    return DEFAULT_PORT;
  }
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Sentence(`PORT must be a number from 1 to 65535, not "${text}".`);
  }
  return port;
}

function demoClockOf(text: string | undefined, environment: string | undefined): Date | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  if (environment === 'production') {
    throw new Sentence(
      'DEMO_CLOCK is refused in production: the published hours are kept by the real clock.',
    );
  }
  const at = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) || Number.isNaN(at.getTime())) {
    throw new Sentence(
      `DEMO_CLOCK must be an instant with a zone such as 2026-11-23T09:00:00+07:00, not "${text}".`,
    );
  }
  return at;
}

function replicasOf(text: string | undefined): Map<string, number> {
  const parts = (text ?? '').split(',').filter((part) => part.trim() !== '');
  return new Map(
    parts.map((part) => {
      const [, service, number] = /^\s*([a-z-]+)=([1-9])\s*$/.exec(part) ?? [];
      if (service === undefined || number === undefined) {
        throw new Sentence(
          `REPLICAS must name services and numbers up to 9, such as guestbook=2,gateway=2, not "${text}".`,
        );
      }
      return [service, Number(number)];
    }),
  );
}

function backupsOf(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : resolve(ROOT, text);
}

/** @throws Sentence naming the first setting that cannot be used. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const officeProfile = resolve(ROOT, env['OFFICE_PROFILE'] || DEFAULT_PROFILE);
  if (!existsSync(officeProfile)) {
    throw new Sentence(`OFFICE_PROFILE names a file that is not there: ${officeProfile}`);
  }
  return {
    port: portOf(env['PORT']),
    dataFolder: resolve(ROOT, env['DATA_DIR'] || '.data'),
    officeProfile,
    demoClock: demoClockOf(env['DEMO_CLOCK'], env['NODE_ENV']),
    replicas: replicasOf(env['REPLICAS']),
    backups: backupsOf(env['BACKUP_DIR']),
  };
}
