import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { eventually } from './eventually.ts';

const START = resolve(import.meta.dirname, '../../../deploy/local/start.mjs');

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

/**
 * Starts the whole system for a journey. `RUNNING_SYSTEM` names the data folder of one that runs
 * already, for trying a journey again and again; it is used as it is and not stopped.
 *
 * @param settings environment of `npm start`, such as `DEMO_CLOCK`
 */
export async function startSystem(settings: Record<string, string> = {}): Promise<RunningSystem> {
  const running = process.env['RUNNING_SYSTEM'];
  if (running !== undefined) {
    const addresses = () => addressesIn(running);
    return { ...addresses(), addresses, folder: running, stop: () => Promise.resolve() };
  }
  const parent = mkdtempSync(join(tmpdir(), 'pst-journey-'));
  const folder = join(parent, 'data');
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, PORT: String(await freePort()), DATA_DIR: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((tell) => child.once('exit', () => tell()));
  const addresses = () => addressesIn(folder);
  await eventually(
    () => {
      if (child.exitCode !== null) {
        throw new Error(`The system did not start:\n${said}`);
      }
      addresses();
    },
    { timeoutMs: 180_000, everyMs: 200 },
  );
  return {
    ...addresses(),
    addresses,
    folder,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

function addressesIn(folder: string): SystemAddresses {
  return JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as SystemAddresses;
}

function freePort(): Promise<number> {
  return new Promise((tell, fail) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? tell(address.port)
          : fail(new Error('no port')),
      );
    });
  });
}
