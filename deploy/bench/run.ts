// Starts the whole system on a folder of its own, puts each row's load on it and on its floor in
// alternation, prints a table and writes bench-results/latest.json.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { newId } from '@pst/contracts';
import { coversDrawn } from '@pst/testing';
import pg from 'pg';

import { demoPdf } from '../../services/catalogue/demo/demo-pdf.ts';
import { demoRecords } from '../../services/catalogue/demo/demo-records.ts';

import { freePort } from '../local/free-port.ts';
import { startKeeper } from '../local/keeper.ts';
import type { RunFile } from '../local/run-file.ts';
import { ROOT } from '../local/settings.ts';
import { fileUnderFire, startGraph } from './complaints-under-fire.ts';
import { loadPages, loadSynthetic, syntheticFolder, syntheticQueries } from './load-synthetic.ts';
import { measureMailDrain } from './mail-drain.ts';
import { measure, putLoad, type Measured } from './measure.ts';
import { measureRequestReply } from './request-reply.ts';

const CONNECTIONS = 32;
/** Of the process that empties a queue of mails, at its largest, run from source. */
const MAIL_MEGABYTES = 400;
const COMMON_WORDS = ['statistik', 'dalam angka', 'kabupaten', 'statistik kabupaten', 'penduduk'];
/** A Monday at nine: the desk is open. */
const OPEN = '2026-11-23T09:00:00+07:00';

const keeper = startKeeper();

async function startSystem(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ run: RunFile; stop: () => Promise<void> }> {
  const system = spawn(process.execPath, [join(ROOT, 'deploy/local/start.mjs')], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: String(await freePort()),
      DEMO_CLOCK: OPEN,
      LOG_LEVEL: 'warn',
      RATE_LIMITS: 'off',
      ...settings,
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

async function reads(
  { run, floor }: Bench,
  name: string,
  atLeast: number,
  paths: (gateway: string) => Promise<string[]>,
): Promise<Line> {
  const found = await paths(run.gateway);
  await copyAnswers(run.gateway, floor, found);
  const get = (prefix: string) =>
    found.map((path) => ({ method: 'GET' as const, path: `${prefix}${path}` }));
  return lineOf(
    await measure({
      name,
      floorName: 'bare Fastify + pg, one row by key',
      atLeast,
      ours: { url: run.gateway, connections: CONNECTIONS, requests: get('') },
      floor: { url: floor, connections: CONNECTIONS, requests: get('/document') },
    }),
  );
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

/** A running system and what is needed to reach behind it. */
interface Bench {
  readonly run: RunFile;
  readonly folder: string;
  readonly floor: string;
}

/** One line of the table: a ratio to a floor, or a number with a bound. */
interface Line {
  readonly name: string;
  readonly kept: boolean;
  readonly cells: readonly string[];
  readonly figures: object;
}

function lineOf(measured: Measured): Line {
  const { name, ours, floor, ratio, atLeast, kept } = measured;
  const refused = ours.refused > 0 ? `, ${ours.refused} refused` : '';
  return {
    name,
    kept,
    cells: [
      ours.perSecond.toFixed(0),
      floor.perSecond.toFixed(0),
      `${ratio.toFixed(2)}${refused}`,
      `>= ${atLeast.toFixed(1)}`,
      `${ours.p99}/${floor.p99}`,
    ],
    figures: measured,
  };
}

function bounded(name: string, value: number, unit: string, atMost: number): Line {
  const kept = value < atMost;
  return {
    name,
    kept,
    cells: [`${value.toFixed(value < 100 ? 1 : 0)} ${unit}`, '–', '–', `< ${atMost} ${unit}`, '–'],
    figures: { name, value, unit, atMost, kept },
  };
}

const JSON_BODY = { 'content-type': 'application/json' };

async function want(url: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (!answer.ok) {
    throw new Error(`${init?.method ?? 'GET'} ${url} answers ${answer.status}`);
  }
  return answer;
}

async function checkIn({ run, floor }: Bench): Promise<Line> {
  await want(`${run.gateway}/v1/visits`, {
    method: 'POST',
    headers: { ...JSON_BODY, 'idempotency-key': newId() },
    body: JSON.stringify(VISIT),
  });
  const post = (path: string) => [
    { method: 'POST' as const, path, headers: JSON_BODY, body: VISIT },
  ];
  return lineOf(
    await measure({
      name: 'guestbook check-in',
      floorName: 'bare Fastify + pg, two inserts in one transaction',
      atLeast: 0.5, // not kept: docs/adr/0023
      ours: { url: run.gateway, connections: CONNECTIONS, requests: post('/v1/visits') },
      floor: { url: floor, connections: CONNECTIONS, requests: post('/visit') },
    }),
  );
}

/** Both have thousands who wait. */
async function callNext(bench: Bench): Promise<Line> {
  const { run, floor } = bench;
  const signing = { method: 'POST' as const, path: '/v1/visits', headers: JSON_BODY, body: VISIT };
  await putLoad({ url: run.gateway, connections: CONNECTIONS, requests: [signing] }, 40);
  const client = new pg.Client(database(bench, 'floor'));
  await client.connect();
  await client.query(
    `insert into visit select gen_random_uuid(), n::text, $1, now() from generate_series(1, 100000) n`,
    [VISIT],
  );
  await client.query('analyze visit');
  await client.end();
  const { officer } = run.accounts;
  const session = await want(`${run.gateway}/v1/sessions`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify(officer),
  });
  const { accessToken } = (await session.json()) as { accessToken: string }; // the documented answer
  const counters = Array.from({ length: 20 }, (_, n) => ({
    method: 'POST' as const,
    path: '/v1/desk/calls',
    headers: { ...JSON_BODY, authorization: `Bearer ${accessToken}` },
    body: { counter: String(n + 1) },
  }));
  const bare = { method: 'POST' as const, path: '/call', headers: JSON_BODY, body: {} };
  return lineOf(
    await measure({
      name: 'call next',
      floorName: 'bare Fastify + pg, the oldest row taken and changed in one transaction',
      atLeast: 0.5, // not kept: docs/adr/0023
      ours: { url: run.gateway, connections: 20, requests: counters },
      floor: { url: floor, connections: 20, requests: [bare] },
    }),
  );
}

/** From a signing visitor's press to the new number on each of 500 boards. */
async function fanOut({ run }: Bench): Promise<Line> {
  const BOARDS = 500;
  const CHANGES = 40;
  const boards = await Promise.all(
    Array.from({ length: BOARDS }, () => openBoard(`${run.gateway}/v1/queue/stream`)),
  );
  const lags: number[] = [];
  for (let n = 0; n < CHANGES; n += 1) {
    const pressed = performance.now();
    const answer = await want(`${run.gateway}/v1/visits`, {
      method: 'POST',
      headers: { ...JSON_BODY, 'idempotency-key': newId() },
      body: JSON.stringify(VISIT),
    });
    const { ticketNumber } = (await answer.json()) as { ticketNumber: string }; // the documented answer
    const shown = await Promise.all(boards.map((board) => board.shows(ticketNumber)));
    lags.push(...shown.map((at) => at - pressed));
  }
  for (const board of boards) {
    board.close();
  }
  const sorted = lags.toSorted((left, right) => left - right);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.POSITIVE_INFINITY;
  return bounded(`${BOARDS} boards, p99`, p99, 'ms', 300);
}

/** A waiting board; `shows` tells when a number has arrived on it. */
function openBoard(
  url: string,
): Promise<{ shows: (ticket: string) => Promise<number>; close: () => void }> {
  return new Promise((ready, fail) => {
    let text = '';
    let waiting: (() => void) | undefined;
    const request = get(url, { agent: false }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text = (text + chunk).slice(-100_000);
        waiting?.();
      });
      ready({
        close: () => request.destroy(),
        shows: (ticket) =>
          new Promise((tell) => {
            waiting = () => {
              if (text.includes(`"${ticket}"`)) {
                waiting = undefined;
                tell(performance.now());
              }
            };
            waiting();
          }),
      });
    });
    request.once('error', fail);
  });
}

async function requestReply(): Promise<Line> {
  const { ours, floor } = await measureRequestReply();
  const ratio = ours.perSecond / floor.perSecond;
  return lineOf({
    name: 'request/reply',
    floorName: 'bare @nats-io request/reply',
    atLeast: 0.7,
    ours,
    floor,
    ratio,
    kept: ratio >= 0.7,
  });
}

const database = ({ run }: Bench, name: string) => {
  const url = new URL(run.postgres);
  url.pathname = `/${name}`;
  return url.href;
};

/** 100,000 records unless SEARCH_RECORDS says otherwise. */
async function search(bench: Bench): Promise<Line> {
  const folder = syntheticFolder();
  if (folder === undefined) {
    throw new Error('the synthetic catalogue is not there (REAL_DATA_DIR)');
  }
  const records = Number(process.env['SEARCH_RECORDS'] ?? 100_000);
  const url = database(bench, 'catalogue');
  await loadSynthetic(folder, { url, out: join(bench.folder, 'synthetic'), records });
  const floor = await startProgram('search-floor.ts', { SEARCH_FLOOR_DATABASE_URL: url });
  try {
    const requests = syntheticQueries(folder).map((q) => ({
      method: 'GET' as const,
      path: `/v1/publications?q=${encodeURIComponent(q)}`,
    }));
    return lineOf(
      await measure({
        name: `search, ${records / 1_000}k records`,
        floorName: 'bare Fastify + pg running the same SQL',
        atLeast: 0.8,
        p99AtMost: 1.5,
        ours: { url: bench.run.gateway, connections: CONNECTIONS, requests },
        floor: { url: floor.url, connections: CONNECTIONS, requests },
      }),
    );
  } finally {
    await floor.stop();
  }
}

/** Words that stand in nearly every record and on nearly every page, after the search row has loaded them. */
async function commonWords({ run }: Bench, of: 'publications' | 'pages'): Promise<Line> {
  const requests = COMMON_WORDS.map((q) => ({
    method: 'GET' as const,
    path: `/v1/${of}?q=${encodeURIComponent(q)}`,
  }));
  const load = { url: run.gateway, connections: 8, requests };
  await putLoad(load, 2);
  const { p97, refused } = await putLoad(load, 8);
  const line = bounded(`common words, ${of}`, p97, 'ms p97.5', 50);
  return { ...line, kept: line.kept && refused === 0 };
}

/** 1,000,000 pages unless SEARCH_PAGES says otherwise. */
async function commonWordsOnPages(bench: Bench): Promise<Line> {
  await loadPages(database(bench, 'catalogue'), Number(process.env['SEARCH_PAGES'] ?? 1_000_000));
  return commonWords(bench, 'pages');
}

/** A book of 4 MB that everybody may read, through the gateway and from nginx on the same disk. */
async function pdfBytes({ run, folder }: Bench, range: string | undefined): Promise<Line> {
  const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path));
  if (nginx === undefined) {
    throw new Error('nginx, the floor, is not installed');
  }
  const [record] = demoRecords();
  if (record === undefined) {
    throw new Error('there are no sample records');
  }
  const pdf = await demoPdf(record, 400);
  const account = run.accounts['librarian'];
  const signedIn = await want(`${run.gateway}/v1/sessions`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify(account),
  });
  const { accessToken } = (await signedIn.json()) as { accessToken: string }; // by the contract
  const authorization = `Bearer ${accessToken}`;
  const added = await want(`${run.gateway}/v1/desk/publications`, {
    method: 'POST',
    headers: { ...JSON_BODY, authorization },
    body: JSON.stringify({ title: `Buku besar ${newId()}` }),
  });
  const { id } = (await added.json()) as { id: string }; // by the contract
  const path = `/v1/publications/${id}/softcopy`;
  await want(`${run.gateway}/v1/desk/publications/${id}/softcopy?access=public`, {
    method: 'PUT',
    headers: { 'content-type': 'application/pdf', authorization },
    body: new Uint8Array(pdf),
  });
  const server = await startNginx(nginx, join(folder, 'nginx'), pdf);
  try {
    const request = (at: string) => [
      { method: 'GET' as const, path: at, ...(range !== undefined && { headers: { range } }) },
    ];
    return lineOf(
      await measure({
        name: range === undefined ? 'PDF bytes, full' : 'PDF bytes, range',
        floorName: 'nginx static on the same disk',
        atLeast: 0.6,
        ours: { url: run.gateway, connections: 8, requests: request(path) },
        floor: { url: server.url, connections: 8, requests: request('/book.pdf') },
      }),
    );
  } finally {
    await server.stop();
  }
}

async function startNginx(nginx: string, folder: string, file: Buffer) {
  const port = await freePort();
  mkdirSync(join(folder, 'www'), { recursive: true });
  writeFileSync(join(folder, 'www/book.pdf'), file);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes auto;
     ${process.getuid?.() === 0 ? 'user root;' : ''} events {}
     http { access_log off; sendfile on; ${temporary}
       server { listen 127.0.0.1:${port}; root ${folder}/www; } }`,
  );
  const child = spawn(nginx, ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) {
      throw new Error('nginx, the floor, did not start');
    }
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    ) {
      break;
    }
    await pause(50);
  }
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** From the commit of a check-in to its place in the numbers, at 200 check-ins a second for a minute. */
async function eventLag(bench: Bench): Promise<Line> {
  const PER_SECOND = 200;
  const SECONDS = 60;
  const begun = new Date();
  const sent: Promise<unknown>[] = [];
  for (let n = 0; n < PER_SECOND * SECONDS; n += 1) {
    const due = begun.getTime() + (n * 1_000) / PER_SECOND;
    await pause(Math.max(0, due - Date.now()));
    sent.push(
      fetch(`${bench.run.gateway}/v1/visits`, {
        method: 'POST',
        headers: { ...JSON_BODY, 'idempotency-key': newId() },
        body: JSON.stringify(VISIT),
      }).then((answer) => answer.text()),
    );
  }
  await Promise.all(sent);
  await pause(3_000);
  const read = async <Result>(name: string, sql: string): Promise<Result[]> => {
    const client = new pg.Client(database(bench, name));
    await client.connect();
    const { rows } = await client.query(sql, [begun]);
    await client.end();
    return rows as Result[];
  };
  const committed = await read<{ id: string; at: Date }>(
    'guestbook',
    `select id, created_at as at from outbox
     where subject like '%visit.checked-in' and created_at >= $1`,
  );
  const projected = await read<{ id: string; at: Date }>(
    'insights',
    `select id, received_at as at from received_event
     where type = 'pst.guestbook.visit.checked-in.v1' and received_at >= $1`,
  );
  const arrived = new Map(projected.map(({ id, at }) => [id, at.getTime()]));
  const lags = committed
    .map(({ id, at }) => (arrived.get(id) ?? Number.POSITIVE_INFINITY) - at.getTime())
    .toSorted((left, right) => left - right);
  const p99 = lags[Math.floor(lags.length * 0.99)] ?? Number.POSITIVE_INFINITY;
  return bounded(`event lag p99, ${PER_SECOND}/s`, p99, 'ms', 150);
}

/** Proportional set size of every process of the system, the servers' children included. */
function memory({ run }: Bench): Line {
  const roots = new Set(Object.values(run.pids));
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    } catch {
      // It ended while we looked.
    }
  }
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return roots.has(pid) || (parent !== undefined && parent > 1 && isOurs(parent));
  };
  const kilobytes = [...parents.keys()].filter(isOurs).map((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  const gigabytes = kilobytes.reduce((sum, each) => sum + each, 0) / 1_048_576;
  const line = bounded('memory, all, idle', gigabytes, 'GB', 1.3);
  return { ...line, cells: [`${gigabytes.toFixed(2)} GB`, ...line.cells.slice(1)] };
}

/** 10,000 mails unless BENCH_MAILS says otherwise. */
async function mailDrain({ run }: Bench): Promise<Line> {
  const drained = await measureMailDrain(
    run.postgres,
    Number(process.env['BENCH_MAILS'] ?? 10_000),
  );
  const ratio = drained.perSecond / drained.floorPerSecond;
  const kept = ratio >= 0.1 && drained.doubles === 0 && drained.peakMegabytes < MAIL_MEGABYTES;
  return {
    name: 'mail drain',
    kept,
    cells: [
      drained.perSecond.toFixed(0),
      drained.floorPerSecond.toFixed(0),
      ratio.toFixed(2),
      '>= 0.1',
      `${drained.peakMegabytes.toFixed(0)} MB`,
    ],
    figures: { name: 'mail drain', ...drained, ratio, kept },
  };
}

/** The rate that the register must stand while its processes are killed; BENCH_SECONDS makes it shorter. */
async function complaints({ folder }: Bench): Promise<Line> {
  const PER_SECOND = 100;
  const graph = await startGraph();
  const home = join(folder, 'complaints');
  const register = await startSystem(home, graph.settings);
  try {
    await coversDrawn(register.run.postgres);
    const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
    const figures = await fileUnderFire(home, { perSecond: PER_SECOND, seconds });
    // The last ones wait for a process that was just killed.
    const inTime = figures.perSecond >= PER_SECOND * 0.9;
    const kept = inTime && figures.lost === 0 && figures.doubled === 0;
    return {
      name: 'complaints, killed',
      kept,
      cells: [
        figures.perSecond.toFixed(0),
        `${figures.kills} kills`,
        `${figures.lost} lost, ${figures.doubled} doubled`,
        `>= ${PER_SECOND * 0.9}`,
        figures.p99.toFixed(0),
      ],
      figures: { name: 'complaints, killed', ...figures, kept },
    };
  } finally {
    await register.stop();
    graph.stop();
  }
}

async function start(folder: string): Promise<Line> {
  const begun = performance.now();
  const again = await startSystem(folder);
  await want(again.run.gateway);
  const seconds = (performance.now() - begun) / 1_000;
  await again.stop();
  return bounded('start, second time', seconds, 's', 12);
}

/** A program of this folder that prints the port it listens on. */
async function startProgram(file: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((tell) =>
    child.stdout.once('data', (data: Buffer) => tell(data.toString().trim())),
  );
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The budgets of the architecture, section 5, in the order in which they disturb each other least. */
const ROWS: { name: string; measure: (bench: Bench) => Promise<Line> | Line }[] = [
  { name: 'memory', measure: memory },
  { name: 'boards', measure: fanOut },
  { name: 'event lag', measure: eventLag },
  {
    name: 'publication by id',
    measure: (bench) => reads(bench, 'publication by id', 0.5, publicationPaths),
  },
  {
    name: 'hot public reads',
    measure: (bench) =>
      reads(bench, 'hot public reads', 1, () => Promise.resolve(['/v1/office', '/v1/queue'])),
  },
  { name: 'PDF bytes, full', measure: (bench) => pdfBytes(bench, undefined) },
  { name: 'PDF bytes, range', measure: (bench) => pdfBytes(bench, 'bytes=1000000-1262143') },
  { name: 'request/reply', measure: requestReply },
  { name: 'search', measure: search },
  {
    name: 'search, common words',
    measure: (bench) => commonWords(bench, 'publications'),
  },
  { name: 'search, pages', measure: commonWordsOnPages },
  { name: 'mail drain', measure: mailDrain },
  { name: 'complaints, killed', measure: complaints },
  { name: 'guestbook check-in', measure: checkIn },
  { name: 'call next', measure: callNext },
];

function table(lines: readonly Line[], left: readonly { name: string; reason: string }[]) {
  const row = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(24) : cell.padStart(13))).join(' ');
  return [
    row(['', 'ours/s', 'floor/s', 'ratio', 'budget', 'p99 ms', '']),
    ...lines.map(({ name, cells, kept }) => row([name, ...cells, kept ? 'kept' : 'BROKEN'])),
    ...left.map(({ name, reason }) => `${name.padEnd(24)} not measured: ${reason}`),
  ].join('\n');
}

const filter = process.argv[2] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'pst-bench-'));
const data = join(folder, 'data');
const system = await startSystem(data);
// Nothing is measured beside the work of the first start.
await coversDrawn(system.run.postgres);
const floor = await startFloor(system.run.postgres);
const lines: Line[] = [];
const left: { name: string; reason: string }[] = [];
async function take(name: string, measured: () => Promise<Line> | Line): Promise<void> {
  if (!name.includes(filter)) {
    return;
  }
  try {
    lines.push(await measured());
  } catch (error) {
    left.push({ name, reason: error instanceof Error ? error.message : String(error) });
  }
}
try {
  const bench = { run: system.run, folder, floor: floor.url };
  for (const { name, measure: measured } of ROWS) {
    await take(name, () => measured(bench));
  }
  await floor.stop();
  await system.stop();
  await take('start', () => start(data));
} finally {
  keeper.dismiss();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`\n${table(lines, left)}\n`);
mkdirSync(join(ROOT, 'bench-results'), { recursive: true });
writeFileSync(
  join(ROOT, 'bench-results/latest.json'),
  `${JSON.stringify(
    {
      at: new Date().toISOString(),
      node: process.version,
      cores: cpus().length,
      connections: CONNECTIONS,
      rows: lines.map(({ figures }) => figures),
      notMeasured: left,
    },
    null,
    2,
  )}\n`,
);
process.exit(lines.every(({ kept }) => kept) && left.length === 0 ? 0 : 1);
