import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import pg from 'pg';

import { logArchiveIn } from '../local/log-archive.ts';
import { Sentence } from '../local/sentence.ts';

/** A backup: everything but the keys, as it was when it ended. With the log, any later moment too. */
export interface Backup {
  readonly folder: string;
  readonly endedAt: Date;
}

/** What a backup is made of. */
export interface Installation {
  /** With the rights of the superuser. */
  readonly postgresUrl: string;
  /** Its data folder: `postgres`, `objects` and marks of what the first start has done. */
  readonly data: string;
}

const KEPT = 14;
const ARCHIVED_WITHIN = '5min';
const COPIES = 'copies';
/** Made anew at every start, or kept in the archive of the log (PostgreSQL 25.3.4). */
const LEFT_OUT =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/.|^postmaster\.(pid|opts)$|(^|\/)(pgsql_tmp|pg_internal\.init)/;

/** The backups in this folder, the oldest first. */
export function backupsIn(folder: string): Backup[] {
  const copies = join(folder, COPIES);
  const names = existsSync(copies) ? readdirSync(copies).toSorted() : [];
  return names
    .filter((name) => /^\d{8}T\d{9}Z$/.test(name))
    .map((name) => ({ folder: join(copies, name), endedAt: momentIn(name) }));
}

/** Such as 20261201T021500123Z: in the order of time, and for every file system. */
function nameOf(moment: Date): string {
  // Its last thousandth is not over yet.
  return new Date(moment.getTime() + 1).toISOString().replaceAll(/[-:.]/g, '');
}

function momentIn(name: string): Date {
  return new Date(
    name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'),
  );
}

/**
 * Copies databases and files while people use them. It appears in the folder once it is whole; what is
 * older than the last fourteen goes, with the part of the log that only they need.
 *
 * @throws Sentence when PostgreSQL does not keep its log there.
 */
export async function backUp(installation: Installation, backups: string): Promise<string> {
  const begun = performance.now();
  const admin = new pg.Client(installation.postgresUrl);
  await admin.connect();
  const copy = join(backups, COPIES, '.unfinished');
  try {
    await mustKeepItsLog(admin, backups);
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy, { recursive: true, mode: 0o700 });
    await admin.query(`select pg_backup_start('pustaka-pst', fast => true)`);
    copyCluster(join(installation.data, 'postgres'), join(copy, 'postgres'));
    // Not before the log that the copy needs to be made whole is in the archive.
    await admin.query(`set statement_timeout = '${ARCHIVED_WITHIN}'`);
    const {
      rows: [stopped],
    } = await admin
      .query<{ labelfile: string; now: Date }>(
        'select labelfile, clock_timestamp() as now from pg_backup_stop(wait_for_archive => true)',
      )
      .catch(() => cannotKeepItsLog(backups));
    writeFileSync(join(copy, 'postgres', 'backup_label'), stopped?.labelfile ?? '');
    // After the databases: what they name is there already.
    const files = copyFiles(installation.data, copy, backupsIn(backups).at(-1)?.folder);
    const name = nameOf(stopped?.now ?? new Date());
    renameSync(copy, join(backups, COPIES, name));
    forgetOld(backups);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    return (
      `Backup ${name}: ${megabytes(join(backups, COPIES, name, 'postgres'))} MB of databases, ${files} files, ${seconds} s.\n` +
      `The keys are not in it. Keep a copy of ${join(installation.data, 'secrets.json')} at another place: ` +
      'nothing can be read without it.\n'
    );
  } finally {
    await admin.end();
  }
}

async function mustKeepItsLog(admin: pg.Client, backups: string): Promise<void> {
  const {
    rows: [kept],
  } = await admin.query<{ command: string; fails: boolean }>(
    `select current_setting('archive_command') as command,
            last_failed_time is not null
              and last_failed_time > coalesce(last_archived_time, '-infinity') as fails
     from pg_stat_archiver`,
  );
  if (kept?.command.includes(logArchiveIn(backups)) !== true) {
    throw new Sentence(
      `PostgreSQL does not keep its log in ${backups}: start the system with BACKUP_DIR=${backups}, then try again.`,
    );
  }
  if (kept.fails) {
    cannotKeepItsLog(backups);
  }
}

function cannotKeepItsLog(backups: string): never {
  throw new Sentence(
    `PostgreSQL cannot write its log into ${logArchiveIn(backups)}: is the disk full, is it there? ` +
      'Its own log says more. There is no new backup.',
  );
}

/** Files change and go while they are read; the log says afterwards how they were meant. */
function copyCluster(from: string, to: string): void {
  for (const path of ['.', ...readdirSync(from, { recursive: true, encoding: 'utf8' })]) {
    if (LEFT_OUT.test(path)) {
      continue;
    }
    try {
      if (statSync(join(from, path)).isDirectory()) {
        mkdirSync(join(to, path), { recursive: true, mode: 0o700 });
      } else {
        copyFileSync(join(from, path), join(to, path));
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        throw error;
      }
    }
  }
}

/** Files that the last backup has already are linked to, and so are kept once. @returns how many there are. */
function copyFiles(data: string, copy: string, last: string | undefined): number {
  for (const mark of readdirSync(data).filter((name) => name.endsWith('.done'))) {
    cpSync(join(data, mark), join(copy, mark));
  }
  const objects = join(data, 'objects');
  if (!existsSync(objects)) {
    return 0;
  }
  const files = readdirSync(objects, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    const path = file.slice(data.length + 1);
    mkdirSync(dirname(join(copy, path)), { recursive: true, mode: 0o700 });
    const before = last === undefined ? undefined : join(last, path);
    if (before !== undefined && existsSync(before) && !hasChanged(file, before)) {
      linkSync(before, join(copy, path));
    } else {
      copyFileSync(file, join(copy, path));
    }
  }
  return files.length;
}

/** A picture that is drawn once more may be as long as the one before. */
function hasChanged(file: string, copy: string): boolean {
  const [now, then] = [statSync(file), statSync(copy)];
  return now.size !== then.size || now.mtimeMs > then.mtimeMs;
}

function forgetOld(backups: string): void {
  const all = backupsIn(backups);
  const kept = all.slice(-KEPT);
  for (const { folder } of all.slice(0, -KEPT)) {
    rmSync(folder, { recursive: true });
  }
  const oldest = kept[0];
  if (oldest !== undefined && all.length > KEPT) {
    forgetLogBefore(oldest, logArchiveIn(backups));
  }
}

function forgetLogBefore({ folder }: Backup, log: string): void {
  const first = firstSegmentOf(join(folder, 'postgres'));
  for (const segment of readdirSync(log)) {
    // After its timeline, the name of a segment says where it stands.
    if (/^[0-9A-F]{24}/.test(segment) && segment.slice(8, 24) < first.slice(8, 24)) {
      rmSync(join(log, segment));
    }
  }
}

function firstSegmentOf(postgres: string): string {
  const label = readFileSync(join(postgres, 'backup_label'), 'utf8');
  return /\(file ([0-9A-F]{24})\)/.exec(label)?.[1] ?? '';
}

function megabytes(folder: string): number {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => statSync(join(parentPath, name)).size)
    .reduce((sum, size) => sum + size, 0);
  return Math.ceil(bytes / 1_048_576);
}
