import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyPreparedFolder, eventually } from '@pst/testing';

import { freePort } from './free-port.ts';
import type { RunFile } from './run-file.ts';

const START = resolve(import.meta.dirname, 'start.mjs');
const STARTS_WITHIN = { timeoutMs: 240_000 };

interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that ended and whose parent has not looked yet is gone for everybody else.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('npm start', () => {
  let folder: string;
  let port: number;
  const started: Run[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pst-start-'));
    port = await freePort();
  });
  afterEach(async () => {
    for (const run of started.splice(0)) {
      run.process.kill('SIGTERM');
      await run.ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  function start(settings: Record<string, string> = {}): Run {
    const child = spawn(process.execPath, [START], {
      env: { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const ended = new Promise<number | null>((tell) => child.once('exit', tell));
    const run = { process: child, ended, output: () => text };
    started.push(run);
    return run;
  }

  const runFile = () => join(folder, 'data/run.json');
  async function ready(run: Run): Promise<RunFile> {
    const gaveUp = run.ended.then(() => Promise.reject(new Error(run.output())));
    gaveUp.catch(() => {}); // it ends later, too, when it is stopped
    const started = eventually(
      () => JSON.parse(readFileSync(runFile(), 'utf8')) as RunFile,
      STARTS_WITHIN,
    );
    return Promise.race([started, gaveUp]);
  }
  /** A system that was started before: most of what is asked here has nothing to do with the first start. */
  async function startAgain(): Promise<Run> {
    await copyPreparedFolder(join(folder, 'data'));
    return start();
  }

  it('says where everything is in a file only its owner can read, and leaves nothing behind', async () => {
    const run = start({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00' });
    const { pids, clock, accounts } = await ready(run);

    expect(statSync(runFile()).mode & 0o777).toBe(0o600);
    expect(clock.start).toBe('2026-11-23T02:00:00.000Z');
    expect(Object.keys(accounts)).toContain('officer');
    expect(Object.values(pids).every(runs)).toBe(true);

    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);

    expect(existsSync(runFile())).toBe(false);
    expect(Object.values(pids).filter(runs)).toEqual([]);
  });

  it('catches mail on an address that is spoken of as maildev 2 and 3 do', async () => {
    const { mail } = await ready(await startAgain());

    expect(await (await fetch(`${mail}/email`)).json()).toEqual([]);
    expect(await (await fetch(`${mail}/api/email`)).json()).toEqual([]);
  });

  it('keeps its passwords and databases from one start to the next', async () => {
    const first = start();
    const { accounts } = await ready(first);
    first.process.kill('SIGTERM');
    await first.ended;

    const second = await ready(start());

    expect(second.accounts).toEqual(accounts);
  });

  it('leaves nothing behind when it is killed without a chance to clean up', async () => {
    const run = await startAgain();
    const { pids } = await ready(run);

    run.process.kill('SIGKILL');

    await eventually(() => expect(Object.values(pids).filter(runs)).toEqual([]), STARTS_WITHIN);
    await eventually(() => expect(existsSync(runFile())).toBe(false), STARTS_WITHIN);
  });

  it.each(['mail', 'nats-server', 'postgres'])(
    'starts %s again when it is killed',
    async (name) => {
      const first = await ready(await startAgain());
      const before = first.pids[name] ?? -1;

      process.kill(before, 'SIGKILL');

      await eventually(() => {
        const now = JSON.parse(readFileSync(runFile(), 'utf8')) as RunFile;
        expect(now.pids[name]).not.toBe(before);
        expect(runs(now.pids[name] ?? -1)).toBe(true);
        expect(now.postgres).toBe(first.postgres);
      }, STARTS_WITHIN);
    },
  );

  async function refusal(settings: Record<string, string> = {}): Promise<string> {
    const run = start(settings);
    expect(await run.ended).toBe(1);
    return run.output();
  }

  it('names the port that is busy and how to choose another', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    try {
      expect(await refusal()).toContain(`Port ${port} is in use`);
    } finally {
      other.close();
    }
  });

  it('refuses a data folder that another run uses', async () => {
    await ready(await startAgain());

    expect(await refusal({ PORT: String(await freePort()) })).toContain('already runs on');
  });

  it('refuses a data folder that is a file', async () => {
    writeFileSync(join(folder, 'data'), 'not a folder');

    expect(await refusal()).toContain('there is a file of that name');
  });

  it('says that the passwords are damaged, and changes nothing', async () => {
    mkdirSync(join(folder, 'data/postgres'), { recursive: true });
    writeFileSync(join(folder, 'data/postgres/PG_VERSION'), '18\n');
    writeFileSync(join(folder, 'data/secrets.json'), '{ "postgres": "ab');

    expect(await refusal()).toContain(
      'secrets.json (the passwords of its databases) cannot be read',
    );
    expect(readFileSync(join(folder, 'data/secrets.json'), 'utf8')).toBe('{ "postgres": "ab');
  });

  it('shows what PostgreSQL said about a damaged cluster, and removes nothing', async () => {
    const first = await startAgain();
    await ready(first);
    first.process.kill('SIGTERM');
    await first.ended;
    const control = join(folder, 'data/postgres/global/pg_control');
    writeFileSync(control, 'damaged');

    expect(await refusal()).toContain('PostgreSQL did not start');
    expect(readFileSync(control, 'utf8')).toBe('damaged');
  });

  it('says that the disk is too small, or not writable, before it writes anything', async () => {
    const small = join(folder, 'small');
    mkdirSync(small);
    // A disk of 16 MB takes the right to mount; without it the folder is one nobody can write to.
    const mounted =
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', small]).status === 0;
    try {
      const said = await refusal({ DATA_DIR: mounted ? join(small, 'data') : '/proc/pst' });
      expect(said).toContain(mounted ? 'Not enough disk space' : 'cannot be used');
    } finally {
      spawnSync('umount', ['-l', small]);
    }
  });

  it('says what to do when there is no nats-server', async () => {
    const broken = join(folder, 'nats-server');
    appendFileSync(broken, '#!/bin/sh\nexit 1\n', { mode: 0o755 });

    expect(await refusal({ NATS_SERVER_BIN: broken })).toContain('is not a nats-server that runs');
  });

  it('refuses a demo clock in production and an instant without a zone', async () => {
    const at = '2026-11-23T09:00:00';
    expect(await refusal({ DEMO_CLOCK: at })).toContain('an instant with a zone');
    expect(await refusal({ DEMO_CLOCK: `${at}Z`, NODE_ENV: 'production' })).toContain('refused');
  });
});
