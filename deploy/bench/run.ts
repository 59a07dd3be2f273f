// Starts the whole system on a folder of its own, puts each row's load on it and on its floor in
// alternation, prints a table and writes bench-results/latest.json.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import pg from 'pg';

import { freePort } from '../local/free-port.ts';
import { startKeeper } from '../local/keeper.ts';
import type { RunFile } from '../local/run-file.ts';
import { runnableServices } from '../local/services.ts';
import { ROOT } from '../local/settings.ts';
import { measure, type Measured, type Row } from './measure.ts';

const CONNECTIONS = 32;
/** A Monday at nine: the desk is open. */
const OPEN = '2026-11-23T09:00:00+07:00';

const keeper = startKeeper();

async function startSystem(folder: string): Promise<{ run: RunFile; stop: () => Promise<void> }> {
  const system = spawn(process.execPath, [join(ROOT, 'deploy/local/start.mjs')], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: String(await freePort()),
      DEMO_CLOCK: OPEN,
      LOG_LEVEL: 'warn',
      RATE_LIMITS: 'off',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((done) => system.once('exit', () => done()));
  const file = join(folder, 'run.json');
  while (!existsSync(file)) {
    if (system.exitCode !== null) {
      throw new Error('The system did not start.');
    }
    await pause(100);
  }
  return {
    run: JSON.parse(readFileSync(file, 'utf8')) as RunFile, // written by start.mjs
    stop: async () => {
      system.kill('SIGTERM');
      await ended;
    },
  };
}

async function startFloor(postgres: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const admin = new pg.Client(postgres);
  await admin.connect();
  await admin.query('create database floor');
  await admin.end();
  const database = new URL(postgres);
  database.pathname = '/floor';
  const floor = spawn(process.execPath, [join(import.meta.dirname, 'floor.mjs')], {
    env: { ...process.env, FLOOR_DATABASE_URL: database.href },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (floor.pid !== undefined) {
    keeper.watch(floor.pid);
  }
  const port = await new Promise<string>((tell) =>
    floor.stdout.once('data', (data: Buffer) => tell(data.toString().trim())),
  );
  const ended = new Promise<void>((done) => floor.once('exit', () => done()));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      floor.kill('SIGTERM');
      await ended;
    },
  };
}

/** Gives the floor the product's own answers, so that both send the same bytes. */
async function copyAnswers(gateway: string, floor: string, paths: readonly string[]) {
  for (const path of paths) {
    const answer = await fetch(`${gateway}${path}`);
    if (!answer.ok) {
      throw new Error(`GET ${path} answers ${answer.status}`);
    }
    await fetch(`${floor}/document${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: await answer.text(),
    });
  }
}

async function publicationPaths(gateway: string): Promise<string[]> {
  const answer = await fetch(`${gateway}/v1/publications?limit=100`);
  if (!answer.ok) {
    throw new Error(`GET /v1/publications answers ${answer.status}`);
  }
  const { items } = (await answer.json()) as { items: { id: string }[] }; // the documented list
  return items.map(({ id }) => `/v1/publications/${id}`);
}

function reads(name: string, atLeast: number, paths: (gateway: string) => Promise<string[]>) {
  return {
    name,
    row: async (gateway: string, floor: string): Promise<Row> => {
      const found = await paths(gateway);
      await copyAnswers(gateway, floor, found);
      const get = (prefix: string) =>
        found.map((path) => ({ method: 'GET' as const, path: `${prefix}${path}` }));
      return {
        name,
        floorName: 'bare Fastify + pg, one row by key',
        atLeast,
        ours: { url: gateway, connections: CONNECTIONS, requests: get('') },
        floor: { url: floor, connections: CONNECTIONS, requests: get('/document') },
      };
    },
  };
}

const VISIT = {
  name: 'Pengunjung Uji',
  identityKind: 'ktp',
  institution: 'Universitas Uji',
  institutionCategory: 'education-research',
  occupation: 'student',
  education: 'bachelor',
  sex: 'female',
  birthYear: 2001,
  purpose: 'library-visit',
  useOfData: 'research',
  service: 'physical-library',
  noticeVersion: '1',
};

const checkIn = {
  name: 'guestbook check-in',
  row: async (gateway: string, floor: string): Promise<Row> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${gateway}/v1/visits`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(VISIT),
    });
    if (answer.status !== 201) {
      throw new Error(`POST /v1/visits answers ${answer.status}: ${await answer.text()}`);
    }
    const post = (path: string) => [{ method: 'POST' as const, path, headers, body: VISIT }];
    return {
      name: 'guestbook check-in',
      floorName: 'bare Fastify + pg, two inserts in one transaction',
      atLeast: 0.5,
      ours: { url: gateway, connections: CONNECTIONS, requests: post('/v1/visits') },
      floor: { url: floor, connections: CONNECTIONS, requests: post('/visit') },
    };
  },
};

/** The budgets that can be measured from outside; each says its least share of the floor. */
const ROWS = [
  checkIn,
  reads('publication by id', 0.5, publicationPaths),
  reads('hot public reads', 1, () => Promise.resolve(['/v1/office', '/v1/queue'])),
];

function table(measured: readonly Measured[], left: readonly { name: string; reason: string }[]) {
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(24) : cell.padStart(12))).join(' ');
  return [
    line(['', 'ours/s', 'floor/s', 'ratio', 'budget', 'p99 ms', '']),
    ...measured.map((row) =>
      line([
        row.name,
        row.ours.perSecond.toFixed(0),
        row.floor.perSecond.toFixed(0),
        row.ratio.toFixed(2),
        `>= ${row.atLeast.toFixed(1)}`,
        `${row.ours.p99}/${row.floor.p99}`,
        row.ours.refused > 0 ? `${row.ours.refused} refused` : row.kept ? 'kept' : 'BROKEN',
      ]),
    ),
    ...left.map(({ name, reason }) => `${name.padEnd(24)} not measured: ${reason}`),
  ].join('\n');
}

const filter = process.argv[2] ?? '';
if (!runnableServices().includes('gateway')) {
  process.stderr.write('There is no gateway to measure yet.\n');
  keeper.dismiss();
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'pst-bench-'));
const { run, stop } = await startSystem(folder);
const floor = await startFloor(run.postgres);
const measured: Measured[] = [];
const left: { name: string; reason: string }[] = [];
try {
  for (const { name, row } of ROWS.filter((candidate) => candidate.name.includes(filter))) {
    try {
      measured.push(await measure(await row(run.gateway, floor.url)));
    } catch (error) {
      left.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
} finally {
  await floor.stop();
  await stop();
  keeper.dismiss();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`\n${table(measured, left)}\n`);
mkdirSync(join(ROOT, 'bench-results'), { recursive: true });
writeFileSync(
  join(ROOT, 'bench-results/latest.json'),
  `${JSON.stringify(
    {
      at: new Date().toISOString(),
      node: process.version,
      cores: cpus().length,
      connections: CONNECTIONS,
      rows: measured,
      notMeasured: left,
    },
    null,
    2,
  )}\n`,
);
process.exit(measured.every(({ kept }) => kept) && left.length === 0 ? 0 : 1);
