// The whole system on this machine: PostgreSQL, NATS, a mail catcher and every service, each as its own
// process. Started by start.mjs, which brings Node 24 and the dependencies.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openDataFolder, type DataFolder } from './data-folder.ts';
import { createDatabases, databaseUrl } from './databases.ts';
import { freePort, isFree } from './free-port.ts';
import { startKeeper } from './keeper.ts';
import { ANALYST, ANALYTICS_PROVISIONER, ANALYTICS_USERS, GATEWAY, PROVISIONER } from './keys.ts';
import { keepRunning } from './kept-server.ts';
import { logArchiveIn } from './log-archive.ts';
import { findNatsServer, isCurrent, type NatsBinary } from './nats-binary.ts';
import { startNatsServer, type NatsPermissions } from './nats-server.ts';
import { startPostgresServer } from './postgres-server.ts';
import type { Preparation } from './prepare.ts';
import { removeRunFile, writeRunFile } from './run-file.ts';
import { runOnce } from './run-once.ts';
import { Screen } from './screen.ts';
import { Sentence } from './sentence.ts';
import {
  environmentOf,
  programOf,
  runnableServices,
  servicesWithDatabase,
  type Surroundings,
} from './services.ts';
import { readSettings, ROOT, type Settings } from './settings.ts';
import { Supervisor } from './supervisor.ts';
import { buildWebClient } from './web-client.ts';

/** One demo account per role, so that every screen can be tried at once. */
const DEMO_ROLES = [
  'admin',
  'officer',
  'librarian',
  'complaint-handler',
  'head',
  'analyst',
  'patron',
] as const;

const PREPARE = join(import.meta.dirname, 'prepare.ts');
const SEED_ACCOUNTS = join(ROOT, 'services/accounts/src/seed-demo-accounts.ts');
const LOAD_CATALOGUE = join(ROOT, 'services/catalogue/demo/load-demo-catalogue.ts');

const screen = new Screen();
const keeper = startKeeper();
/** What has to be undone at the end, in the order it was done. */
const undo: (() => unknown)[] = [() => keeper.dismiss()];

/** Writes down what changed while the system runs (a process started again). */
let announce = () => {};
const changed = () => announce();

let ending: Promise<never> | undefined;
function end(code: number): Promise<never> {
  ending ??= (async () => {
    for (const step of undo.toReversed()) {
      try {
        await step();
      } catch (error) {
        // The rest must be ended all the same.
        process.stderr.write(`${String(error)}\n`);
      }
    }
    process.exit(code);
  })();
  return ending;
}

async function startPostgres(data: DataFolder, backups: string | undefined) {
  try {
    const options = {
      folder: data.postgres,
      password: data.secrets.postgres,
      log: logTo(data, 'postgres'),
      ...(backups !== undefined && { archive: logArchiveIn(backups) }),
    };
    const server = await keepRunning(
      (port) => startPostgresServer({ ...options, ...(port !== undefined && { port }) }),
      { keeper, changed, lost: endBecause },
    );
    undo.push(() => server.stop());
    return server;
  } catch (error) {
    throw new Sentence(
      `PostgreSQL did not start on ${data.postgres}. Its last words:\n${lastLines(error)}\n` +
        'Nothing was removed. If the folder is damaged, restore it from a backup, or move it away to begin anew.',
    );
  }
}

function logTo(data: DataFolder, name: string): (line: string) => void {
  mkdirSync(data.logs, { recursive: true });
  const file = join(data.logs, `${name}.log`);
  return (line) => writeFileSync(file, `${line}\n`, { flag: 'a', mode: 0o600 });
}

function lastLines(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .trim()
    .split('\n')
    .slice(-6)
    .map((line) => `  ${line}`)
    .join('\n');
}

async function natsBinary(say: (line: string) => void): Promise<NatsBinary> {
  const binary = await findNatsServer({ say });
  if (binary === undefined) {
    throw new Sentence(
      'No nats-server: there is none on the PATH and none could be had (Debian, official release, Docker). ' +
        'Install nats-server 2.14 or newer (https://nats.io/download) and run npm start again.',
    );
  }
  return binary;
}

async function startNats(data: DataFolder, binary: NatsBinary, services: readonly string[]) {
  const printed = await runOnce(PREPARE, ['permissions'], { env: process.env });
  const permissions = JSON.parse(printed) as Record<string, NatsPermissions>; // our own step's answer
  try {
    const options = {
      binary: binary.path,
      folder: data.nats,
      users: [
        { user: PROVISIONER, password: data.secrets.bus(PROVISIONER) },
        ...[...services, ...ANALYTICS_USERS].map((user) => ({
          user,
          password: data.secrets.bus(user),
          permissions: permissions[user] ?? { publish: [], subscribe: [] },
        })),
      ],
    };
    const server = await keepRunning(
      (port) => startNatsServer({ ...options, ...(port !== undefined && { port }) }),
      { keeper, changed, lost: endBecause },
    );
    undo.push(() => server.stop());
    return server;
  } catch (error) {
    throw new Sentence(
      `nats-server did not start on ${data.nats}. Its last words:\n${lastLines(error)}\n` +
        'Nothing was removed. What it keeps can be rebuilt from PostgreSQL: if it is damaged, move that folder away.',
    );
  }
}

async function startMailCatcher(data: DataFolder, supervisor: Supervisor) {
  const smtp = await freePort();
  const web = await freePort();
  mkdirSync(data.mail, { recursive: true });
  await supervisor.start({
    name: 'mail',
    command: [
      process.execPath,
      join(import.meta.dirname, 'mail-catcher.mjs'),
      String(smtp),
      String(web),
      data.mail,
    ],
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production' },
    readyUrl: `http://127.0.0.1:${web}/api/healthz`,
  });
  return { smtpUrl: `smtp://127.0.0.1:${smtp}`, webUrl: `http://127.0.0.1:${web}` };
}

/** Work of the first start only; a mark in the data folder says it was completed. */
async function once(data: DataFolder, name: string, work: () => Promise<unknown>): Promise<void> {
  const mark = join(data.path, `${name}.done`);
  if (!existsSync(mark)) {
    await work();
    writeFileSync(mark, '');
  }
}

function endBecause(reason: string): void {
  if (ending === undefined) {
    process.stderr.write(
      `\n${reason} Stopping; everything stored is kept. npm start begins again.\n`,
    );
    void end(1);
  }
}

function demoAccounts(data: DataFolder) {
  return Object.fromEntries(
    DEMO_ROLES.map((role) => [
      role,
      { email: `${role}@pustaka.example`, password: data.secrets.account(role) },
    ]),
  );
}

async function start(settings: Settings, watched: string | undefined): Promise<void> {
  const begun = performance.now();
  if (!(await isFree(settings.port, '127.0.0.1'))) {
    throw new Sentence(
      `Port ${settings.port} is in use by another program. Stop it, or choose another port: PORT=8081 npm start`,
    );
  }
  const data = openDataFolder(settings.dataFolder);
  undo.push(() => data.release());
  const services = runnableServices();
  if (watched !== undefined && !services.includes(watched)) {
    throw new Sentence(`There is no service "${watched}". There are: ${services.join(', ')}.`);
  }
  const supervisor = new Supervisor(data.logs, keeper, changed);
  screen.say(`\nPustaka PST${data.isNew ? ', first start' : ''}\n`);

  const web = screen.step('browser client', async (say) => say(await buildWebClient()));
  web.catch(() => {}); // awaited below; a failure of another step must not hide behind it
  const [postgres, { nats, binary }] = await screen.step('PostgreSQL 18 and NATS', async (say) => {
    const server = startPostgres(data, settings.backups);
    server.catch(() => {});
    const program = await natsBinary(say);
    const bus = await startNats(data, program, services);
    say(`nats-server ${program.version}, ${program.origin}`);
    return [await server, { nats: bus, binary: program }] as const;
  });
  if (!isCurrent(binary.version)) {
    screen.say(
      `  ! nats-server ${binary.version} is older than 2.14: fine for a try, not for work that must survive a power cut.`,
    );
  }

  undo.push(() => supervisor.stop());
  const mail = await screen.step('mail catcher', () => startMailCatcher(data, supervisor));
  const around: Surroundings = {
    settings,
    data,
    postgresUrl: postgres.url,
    natsUrl: nats.url,
    smtpUrl: mail.smtpUrl,
    publicUrl: `http://localhost:${settings.port}`,
    startedAt: new Date(),
  };

  const owners = servicesWithDatabase().map((service) => ({
    service,
    password: data.secrets.database(service),
  }));
  await screen.step('databases, tables and streams', async () => {
    await createDatabases(postgres.url, owners);
    const preparation: Preparation = {
      nats: {
        url: nats.url,
        user: PROVISIONER,
        password: data.secrets.bus(PROVISIONER),
        analytics: {
          user: ANALYTICS_PROVISIONER,
          password: data.secrets.bus(ANALYTICS_PROVISIONER),
        },
      },
      databases: Object.fromEntries(
        owners.map((owner) => [owner.service, databaseUrl(postgres.url, owner)]),
      ),
    };
    await runOnce(PREPARE, ['migrate'], { env: process.env, input: JSON.stringify(preparation) });
  });
  const accounts = demoAccounts(data);
  if (existsSync(SEED_ACCOUNTS)) {
    await once(data, 'demo-accounts', () =>
      screen.step('demo accounts', () =>
        runOnce(SEED_ACCOUNTS, [], {
          env: environmentOf('accounts', around),
          input: JSON.stringify(accounts),
        }),
      ),
    );
  }
  if (existsSync(LOAD_CATALOGUE)) {
    await once(data, 'sample-catalogue', () =>
      screen.step('sample catalogue', () =>
        runOnce(LOAD_CATALOGUE, [], { env: environmentOf('catalogue', around) }),
      ),
    );
  }

  const health: Record<string, string> = {};
  const run = async (program: ReturnType<typeof programOf>) => {
    await supervisor.start(program);
    health[program.name] = new URL(program.readyUrl).origin;
  };
  await screen.step('services', async (say) => {
    let ready = 0;
    const behind = services
      .filter((name) => name !== GATEWAY)
      .flatMap((name) => replicasOf(name, settings));
    await Promise.all(
      behind.map(async ({ name, replica }) => {
        await run(
          programOf(name, await freePort(), around, { watched: name === watched, replica }),
        );
        say(`${(ready += 1)} of ${behind.length}`);
      }),
    );
  });
  await web;
  const gateways: string[] = [];
  if (services.includes(GATEWAY)) {
    await screen.step('gateway', async () => {
      for (const { replica } of replicasOf(GATEWAY, settings)) {
        const port = replica === 1 ? settings.port : await freePort();
        const options = { watched: watched === GATEWAY, replica };
        await run(programOf(GATEWAY, port, around, options));
        gateways.push(`http://localhost:${port}`);
      }
    });
  }

  announce = () => {
    writeRunFile(data.runFile, {
      gateway: around.publicUrl,
      gateways,
      mail: mail.webUrl,
      nats: nats.url,
      analyst: { user: ANALYST, password: data.secrets.bus(ANALYST) },
      postgres: postgres.url,
      ...(settings.backups !== undefined && { backups: settings.backups }),
      clock: settings.demoClock
        ? {
            demo: true,
            start: settings.demoClock.toISOString(),
            startedAt: around.startedAt.toISOString(),
          }
        : { demo: false },
      health,
      pids: { ...supervisor.pids, postgres: postgres.pid, 'nats-server': nats.pid },
      accounts,
    });
  };
  undo.push(() => {
    announce = () => {};
    removeRunFile(data.runFile);
  });
  keeper.removeOnDeath(data.runFile);
  keeper.removeOnDeath(join(data.path, 'lock'));
  announce();
  showReady({
    around,
    mailUrl: mail.webUrl,
    accounts,
    seconds: (performance.now() - begun) / 1000,
  });
}

/** A service's processes: one, unless the settings say more. */
function replicasOf(name: string, { replicas }: Settings): { name: string; replica: number }[] {
  const many = replicas.get(name) ?? 1;
  return Array.from({ length: many }, (_, index) => ({ name, replica: index + 1 }));
}

function showReady(ready: {
  around: Surroundings;
  mailUrl: string;
  accounts: ReturnType<typeof demoAccounts>;
  seconds: number;
}): void {
  const { settings, data, publicUrl } = ready.around;
  const rows = Object.entries(ready.accounts).map(
    ([role, { email, password }]) => `    ${role.padEnd(18)} ${email.padEnd(36)} ${password}`,
  );
  screen.say(
    [
      '',
      `  Ready in ${ready.seconds.toFixed(1)} s`,
      '',
      `  The desk       ${publicUrl}`,
      `  Its mail       ${ready.mailUrl}   (nothing leaves this machine)`,
      `  Data           ${data.path}`,
      `  Logs           ${data.logs}`,
      '  Analysts       npm run -s ops -- analyst   (the login to their stream; docs/analysts.md)',
      ...(settings.demoClock
        ? [`  Demo clock     runs from ${settings.demoClock.toISOString()}, not the real time`]
        : []),
      '',
      '  Demo accounts',
      ...rows,
      '',
      '  Ctrl-C stops everything; the data stays.',
      '',
    ].join('\n'),
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (ending === undefined) {
      process.stdout.write('\nStopping …\n');
    }
    void end(0);
  });
}
// The bootstrap was killed: nobody is left to pass a signal on.
process.on('disconnect', () => void end(1));

try {
  const [flag, name] = process.argv.slice(2);
  await start(readSettings(process.env), flag === '--watch' ? name : undefined);
} catch (error) {
  if (ending === undefined) {
    const full = error instanceof Error && /ENOSPC|No space left/i.test(error.message);
    const text = full
      ? 'The disk is full: free some space, or give a folder on another disk with DATA_DIR. What was stored is kept.'
      : error instanceof Error
        ? error.message
        : String(error);
    process.stderr.write(`\n${text}\n`);
  }
  await end(1);
}
