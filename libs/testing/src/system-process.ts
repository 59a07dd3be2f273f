import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { freePort } from '../../../deploy/local/free-port.ts';
import { eventually } from './eventually.ts';

const START = resolve(import.meta.dirname, '../../../deploy/local/start.mjs');
/** Ends a start that hangs; a busy machine takes a minute. */
const STARTS_WITHIN_MS = 240_000;

/** What a running system writes down about itself (`run.json`). */
export interface SystemAddresses {
  readonly gateway: string;
  /** Every gateway, when the system was started with `REPLICAS`. */
  readonly gateways: readonly string[];
  /** The mail catcher's API. */
  readonly mail: string;
  readonly nats: string;
  readonly postgres: string;
  /** Where each process says how it is. */
  readonly health: Readonly<Record<string, string>>;
  readonly pids: Readonly<Record<string, number>>;
  readonly accounts: Readonly<Record<string, { email: string; password: string }>>;
}

/** The whole system as `npm start` runs it, on a folder and a port of its own. */
export interface RunningSystem extends SystemAddresses {
  /** The data folder, with the services' logs in `logs/`. */
  readonly folder: string;
  /** What the system says of itself now; process ids change when a service was started again. */
  addresses(): SystemAddresses;
  stop(): Promise<void>;
}

/** Starts the whole system on this data folder, which stays when it is stopped. */
export async function startSystemOn(
  folder: string,
  settings: Record<string, string>,
): Promise<RunningSystem> {
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, PORT: String(await freePort()), DATA_DIR: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((tell) => child.once('exit', () => tell()));
  const addresses = () => addressesIn(folder);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const gaveUp = ended.then(() => Promise.reject(new Error(`The system did not start:\n${said}`)));
  gaveUp.catch(() => {}); // it ends later, too, when it is stopped
  try {
    const ready = eventually(addresses, { timeoutMs: STARTS_WITHIN_MS, everyMs: 200 });
    await Promise.race([ready, gaveUp]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...addresses(), addresses, folder, stop };
}

/** What the system on this data folder says of itself now. */
export function addressesIn(folder: string): SystemAddresses {
  return JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as SystemAddresses;
}
