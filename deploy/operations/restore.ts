import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import pg from 'pg';

import { logArchiveIn } from '../local/log-archive.ts';
import { giveToServer, startPostgresServer } from '../local/postgres-server.ts';
import { secretsIn } from '../local/secrets.ts';
import { Sentence } from '../local/sentence.ts';
import { backupsIn, type Backup } from './backup.ts';

/** Which moment, from where, and with whose keys. */
export interface Restoration {
  readonly backups: string;
  /** `secrets.json` of the installation that is restored. */
  readonly keys: string;
  /** The end of the log when undefined. */
  readonly until: Date | undefined;
}

/**
 * Makes a data folder that stands where the old one stood at that moment. The bus has nothing: services
 * fill its streams from their outboxes when they start on it.
 *
 * @throws Sentence when the folder is in use, or the moment is not in the backups.
 */
export async function restore(wanted: Restoration, into: string): Promise<string> {
  const begun = performance.now();
  const data = resolve(into);
  const postgres = join(data, 'postgres');
  if (existsSync(postgres)) {
    throw new Sentence(`There is a database in ${data} already. Give a new folder.`);
  }
  const backup = backupBefore(wanted);
  cpSync(backup.folder, data, { recursive: true });
  makeOwn(postgres);
  const secrets = join(data, 'secrets.json');
  if (resolve(wanted.keys) !== secrets) {
    copyFileSync(wanted.keys, secrets);
  }
  chmodSync(secrets, 0o600);
  const reached = await recover(postgres, secretsIn(secrets).postgres, wanted);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  return (
    `Restored to ${reached}, ${seconds} s. Start the system with DATA_DIR=${data} and a new BACKUP_DIR, and back it up.\n` +
    'People whose data was erased after that moment are in it again: run the retention, and their requests, again.\n'
  );
}

function backupBefore({ backups, until }: Restoration): Backup {
  const all = backupsIn(backups);
  const found = all.findLast(({ endedAt }) => until === undefined || endedAt <= until);
  if (found === undefined) {
    throw new Sentence(
      all[0] === undefined
        ? `There is no backup in ${backups}.`
        : `The oldest backup in ${backups} is of ${all[0].endedAt.toISOString()}: nothing before it can be restored.`,
    );
  }
  return found;
}

/** Who the server runs as owns all of it, and nobody else reads it. */
function makeOwn(postgres: string): void {
  // Folders in which it keeps nothing across a start.
  for (const name of ['pg_wal/archive_status', 'pg_wal/summaries']) {
    mkdirSync(join(postgres, name), { recursive: true, mode: 0o700 });
  }
  writeFileSync(join(postgres, 'recovery.signal'), '');
  chmodSync(postgres, 0o700);
  giveToServer(postgres, [
    postgres,
    ...readdirSync(postgres, { recursive: true, encoding: 'utf8' }).map((path) =>
      join(postgres, path),
    ),
  ]);
}

/** Lets PostgreSQL go through its log to that moment. @returns when the last change in it happened. */
async function recover(
  folder: string,
  password: string,
  { backups, until }: Restoration,
): Promise<string> {
  const server = await startPostgresServer({
    folder,
    password,
    recovery: { archive: logArchiveIn(backups), until },
  }).catch((error: unknown) => {
    throw new Sentence(`PostgreSQL could not go to that moment. Its last words:\n${String(error)}`);
  });
  const admin = new pg.Client(server.url);
  try {
    await admin.connect();
    const { rows } = await admin.query<{ reached: Date | null }>(
      'select pg_last_xact_replay_timestamp() as reached',
    );
    return (rows[0]?.reached ?? new Date()).toISOString();
  } finally {
    await admin.end();
    await server.stop();
  }
}
