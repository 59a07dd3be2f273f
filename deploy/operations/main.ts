// What an operator does beside running the services: `npm run ops -- <command>` on this machine,
// `node main.mjs <command>` in the image `operations`.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { provision, provisionAnalytics } from '@pst/messaging';

import { databaseUrl } from '../local/databases.ts';
import { ANALYST, ANALYTICS_PROVISIONER, PROVISIONER } from '../local/keys.ts';
import type { RunFile } from '../local/run-file.ts';
import { secretsIn, type Secrets } from '../local/secrets.ts';
import { Sentence } from '../local/sentence.ts';
import { auditEvents, republishLost } from './audit.ts';
import { backUp } from './backup.ts';
import { redriveDeadLetters, showDeadLetters, type BusLogin } from './dead-letters.ts';
import { showHealth } from './health.ts';
import { exportFacts } from './export.ts';
import { secretsOf, writeKeys } from './keys.ts';
import { migrations } from './migrations.ts';
import { showOutboxes } from './outbox.ts';
import { environmentIn, prepareInstallation } from './prepare.ts';
import { restore } from './restore.ts';
import { verifyAudit, type KeptAudit } from './verify-audit.ts';

interface Command {
  readonly usage: string;
  readonly does: string;
  run(...args: string[]): Promise<string> | string;
}

const COMMANDS: readonly Command[] = [
  {
    usage: 'keys <folder>',
    does: 'makes the passwords and keys of an installation; those that are there stay',
    run(folder = missing('Which folder?')) {
      writeKeys(folder, {
        postgresUrl: process.env['POSTGRES_URL'] ?? 'postgres://postgres@postgres:5432/postgres',
        natsUrl: process.env['NATS_URL'] ?? 'nats://nats:4222',
      });
      return '';
    },
  },
  {
    usage: 'secrets <folder>',
    does: 'prints these keys as Secrets of a cluster, for kubectl apply -f -',
    run: (folder = missing('Which folder?')) => secretsOf(folder),
  },
  {
    usage: 'prepare <folder>',
    does: 'makes databases, tables and streams with the keys in the folder, before the services start',
    async run(folder = missing('Which folder?')) {
      await prepareInstallation(folder, streamReplicas());
      return '';
    },
  },
  {
    usage: 'migrate <service>',
    does: 'brings the database at DATABASE_URL up to date',
    async run(service = '') {
      const migrate =
        migrations.get(service) ?? missing(`Which service? ${[...migrations.keys()].join(', ')}`);
      await migrate(process.env['DATABASE_URL'] ?? missing('DATABASE_URL is not set.'));
      return '';
    },
  },
  {
    usage: 'streams',
    does: 'makes streams and consumers, or gives them the settings of this version',
    async run() {
      const { NATS_URL: servers, NATS_USER: user, NATS_PASSWORD: pass } = busLogin();
      const replicas = streamReplicas();
      await provision({ servers, user, pass, replicas });
      await provisionAnalytics({
        servers,
        replicas,
        user: ANALYTICS_PROVISIONER,
        pass: passwordOf(ANALYTICS_PROVISIONER, 'ANALYTICS_PROVISIONER_PASSWORD'),
      });
      return '';
    },
  },
  {
    usage: 'analyst [folder]',
    does: 'prints the login of the analysts to their stream; with the keys in the folder, or here',
    run(folder) {
      const { NATS_URL } = busLogin(folder);
      const password = passwordOf(ANALYST, 'ANALYST_PASSWORD', folder);
      return `NATS_URL=${NATS_URL}\nNATS_USER=${ANALYST}\nNATS_PASSWORD=${password}\n`;
    },
  },
  {
    usage: 'health [folder]',
    does: 'says of each service whether it answers and what waits; fails when somebody is wanted',
    run: (folder) => showHealth(busLogin(folder), databases(folder)),
  },
  {
    usage: 'outbox [folder]',
    does: 'shows what services have stored and not announced yet, oldest first',
    run: (folder) => showOutboxes(databases(folder)),
  },
  {
    usage: 'dead-letters <service>',
    does: 'shows what a service could not handle',
    run: (service) => showDeadLetters(busLogin(), service),
  },
  {
    usage: 'redrive <service>',
    does: 'delivers its dead letters again, once their cause is repaired',
    run: (service) => redriveDeadLetters(busLogin(), service),
  },
  {
    usage: 'export <folder> [keys]',
    does: 'writes the facts as Parquet and CSV, a file for each day; with the keys in that folder, or here',
    run: (folder = missing('Into which folder?'), keys) =>
      exportFacts(databases(keys).get('insights') ?? '', folder),
  },
  {
    usage: 'backup',
    does: 'copies databases and files of the system that runs here into its BACKUP_DIR',
    run() {
      const { run, data } = systemHere();
      return backUp(
        { postgresUrl: run.postgres, data },
        run.backups ?? missing('The system keeps no backups: start it with BACKUP_DIR=<folder>.'),
      );
    },
  },
  {
    usage: 'restore <backups> <folder> <keys> [moment]',
    does: 'makes a new data folder as it was then; with the secrets.json that was kept',
    run: (
      backups = missing('Which folder of backups?'),
      folder = missing('Into which new folder?'),
      keys = missing('With which secrets.json?'),
      moment,
    ) => restore({ backups, keys, until: momentOf(moment) }, folder),
  },
  {
    usage: 'audit [folder]',
    does: 'compares what services have announced with the event stream; with the keys in the folder, or here',
    run: (folder) => auditEvents(busLogin(folder), databases(folder)),
  },
  {
    usage: 'republish [folder]',
    does: 'announces again what the event stream has lost of what services announced',
    run: (folder) => republishLost(busLogin(folder), databases(folder)),
  },
  {
    usage: 'verify-audit [notes] [folder]',
    does: 'finds the first changed line of who did what with personal data; what it saw it notes in the file',
    run: (notes, folder) => verifyAudit(keptAudits(folder), notes),
  },
];

function missing(sentence: string): never {
  throw new Sentence(sentence);
}

/** A moment with its zone: which one is meant must not depend on the machine. */
function momentOf(text: string | undefined): Date | undefined {
  if (text === undefined) {
    return undefined;
  }
  const moment = new Date(text);
  return /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(moment.getTime())
    ? moment
    : missing(`A moment has a zone, such as 2026-11-23T09:00:00+07:00, not "${text}".`);
}

/** How many servers of a cluster keep each stream; a server that is alone keeps it once. */
function streamReplicas(): number {
  const text = process.env['STREAM_REPLICAS'] ?? '1';
  return /^[135]$/.test(text)
    ? Number(text)
    : missing(`STREAM_REPLICAS is 1, 3 or 5, not "${text}".`);
}

/** The bus of the keys in the folder, the one that the environment names, or that of the system running on DATA_DIR. */
function busLogin(folder?: string): BusLogin {
  const given = folder === undefined ? process.env : environmentIn(folder, 'operations');
  const { NATS_URL, NATS_USER = PROVISIONER, NATS_PASSWORD = '' } = given;
  if (NATS_URL !== undefined) {
    return { NATS_URL, NATS_USER, NATS_PASSWORD };
  }
  const { run, secrets } = systemHere();
  return { NATS_URL: run.nats, NATS_USER: PROVISIONER, NATS_PASSWORD: secrets.bus(PROVISIONER) };
}

/** The password of another user of the bus, from where the login of these commands is. */
function passwordOf(user: string, variable: string, folder?: string): string {
  const given = folder === undefined ? process.env : environmentIn(folder, 'operations');
  if (given['NATS_URL'] === undefined) {
    return systemHere().secrets.bus(user);
  }
  return given[variable] ?? missing(`${variable} is not set: it is in the keys of this version.`);
}

/** Where each service keeps what it knows. */
function databases(folder?: string): ReadonlyMap<string, string> {
  const services = [...migrations.keys()];
  if (folder !== undefined) {
    return new Map(
      services.map((service) => [service, environmentIn(folder, service)['DATABASE_URL'] ?? '']),
    );
  }
  const { run, secrets } = systemHere();
  return new Map(
    services.map((service) => [
      service,
      databaseUrl(run.postgres, { service, password: secrets.database(service) }),
    ]),
  );
}

/** The services that log what is done with a person's data. */
function keptAudits(folder?: string): KeptAudit[] {
  const urls = databases(folder);
  return ['guestbook', 'complaints'].map((service) => ({
    service,
    databaseUrl: urls.get(service) ?? '',
    key:
      folder === undefined
        ? systemHere().secrets.key(`personal data ${service}`)
        : (environmentIn(folder, service)['PERSONAL_DATA_KEY'] ?? ''),
  }));
}

/** The system that runs on DATA_DIR. */
function systemHere(): {
  readonly run: RunFile;
  readonly secrets: Secrets;
  readonly data: string;
} {
  const folder = resolve(process.env['DATA_DIR'] || '.data');
  if (!existsSync(join(folder, 'run.json'))) {
    throw new Sentence('The system does not run here: start it, or name its bus with NATS_URL.');
  }
  return {
    run: JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunFile, // written by system.ts
    secrets: secretsIn(join(folder, 'secrets.json')),
    data: folder,
  };
}

const [name, ...args] = process.argv.slice(2);
const command = COMMANDS.find(({ usage }) => usage.split(' ')[0] === name);
try {
  if (command === undefined) {
    const lines = COMMANDS.map(({ usage, does }) => `  ${usage.padEnd(30)} ${does}`);
    throw new Sentence(`Commands:\n${lines.join('\n')}`);
  }
  process.stdout.write(await command.run(...args));
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Sentence ? error.message : String(error)}\n`);
  process.exit(1);
}
