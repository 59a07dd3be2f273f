import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import { freePort } from './free-port.ts';

/** The account of the services. */
const APP = 'APP';

/** What one user of the bus may do; the form `nats-server` reads. */
export interface NatsPermissions {
  /** Another account than that of the services, which is {@link APP}. */
  readonly account?: string;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** One login of the bus. Without permissions it may do everything in the account of the services. */
export interface NatsUser {
  readonly user: string;
  readonly password: string;
  readonly permissions?: NatsPermissions;
}

/** A `nats-server` with JetStream of our own, listening on the loopback interface only. */
export interface NatsServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** Resolves with a sentence when the server ends without having been asked to. */
  readonly died: Promise<string>;
}

/** What the configuration file says. */
export interface NatsSettings {
  /** Streams live here. */
  readonly folder: string;
  /** Empty: anybody may connect (tests of the bus itself). */
  readonly users: readonly NatsUser[];
  /** `host:port` */
  readonly listen: string;
  /** `host:port` of the server's own view, for probes. */
  readonly monitor?: string;
  /** Trades durability for speed. Tests only. */
  readonly volatile?: boolean;
}

export interface NatsOptions extends Omit<NatsSettings, 'listen' | 'monitor'> {
  readonly binary: string;
  /** A free port when left out. */
  readonly port?: number;
}

const quote = (text: string) => JSON.stringify(text);
const list = (subjects: readonly string[]) => `[ ${subjects.map(quote).join(', ')} ]`;

function userLine({ user, password, permissions }: NatsUser): string {
  const rights =
    permissions === undefined
      ? ''
      : `, permissions: { publish: { allow: ${list(permissions.publish)} }, ` +
        `subscribe: { allow: ${list(permissions.subscribe)} }, ` +
        'allow_responses: { max: 1, expires: "30s" } }';
  return `      { user: ${quote(user)}, password: ${quote(password)}${rights} }`;
}

/** The logins of the bus and what each may do; empty: anybody may do everything. */
export function natsUsers(users: readonly NatsUser[]): string {
  const accounts = Map.groupBy(users, ({ permissions }) => permissions?.account ?? APP);
  return accounts.size === 0
    ? ''
    : [
        'accounts {',
        ...[...accounts].flatMap(([account, members]) => [
          `  ${account} {`,
          '    jetstream: enabled',
          '    users: [',
          ...members.map(userLine),
          '    ]',
          '  }',
        ]),
        '}',
        '',
      ].join('\n');
}

/** The configuration file of the server. */
export function natsConfiguration(settings: NatsSettings): string {
  const { folder, users, listen, monitor, volatile = false } = settings;
  return [
    `listen: ${quote(listen)}`,
    ...(monitor === undefined ? [] : [`http: ${quote(monitor)}`]),
    'max_payload: 1MB',
    'write_deadline: "10s"',
    // On a machine that is busy starting, a process may need longer than the default of two seconds to answer.
    'authorization { timeout: 15 }',
    'lame_duck_duration: "30s"',
    'lame_duck_grace_period: "5s"',
    'jetstream {',
    `  store_dir: ${quote(join(folder, 'jetstream'))}`,
    // Said out loud: a server that sizes itself refuses its own streams after a full disk.
    '  max_file_store: 2GB',
    '  max_memory_store: 32MB',
    // The default acknowledges first and writes two minutes later; a power cut then takes everything.
    ...(volatile ? [] : ['  sync_interval: always']),
    '}',
    natsUsers(users),
  ].join('\n');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('INFO'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/**
 * Starts the server and waits until it greets clients.
 *
 * @throws Error with the server's own last lines when it does not come up.
 */
export async function startNatsServer(options: NatsOptions): Promise<NatsServer> {
  const port = options.port ?? (await freePort());
  mkdirSync(options.folder, { recursive: true });
  const file = join(options.folder, 'nats-server.conf');
  writeFileSync(file, natsConfiguration({ ...options, listen: `127.0.0.1:${port}` }), {
    mode: 0o600,
  });
  const server = spawn(options.binary, ['-c', file], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let tail = '';
  server.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-4000);
  });
  let ended = false;
  let asked = false;
  const end = new Promise<string>((resolve) => {
    server.once('error', (error) => resolve(error.message));
    server.once('exit', (code, signal) => resolve(`${signal ?? `exit code ${code}`}`));
  }).then((how) => {
    ended = true;
    return how;
  });
  const giveUpAt = performance.now() + 20_000;
  while (!(await answers(port))) {
    if (ended || performance.now() > giveUpAt) {
      server.kill('SIGKILL');
      throw new Error(`nats-server did not start:\n${tail.trim()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url: `nats://127.0.0.1:${port}`,
    pid: server.pid ?? -1,
    died: new Promise((tell) => {
      void end.then((how) => {
        if (!asked) {
          tell(`nats-server ended unexpectedly (${how}).`);
        }
      });
    }),
    async stop() {
      asked = true;
      server.kill('SIGTERM');
      await end;
    },
  };
}
