import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { secretsIn, type Secrets } from './secrets.ts';
import { Sentence } from './sentence.ts';

/** What the system keeps on this machine, and where. */
export interface DataFolder {
  readonly path: string;
  /** The first start makes the databases and loads the sample catalogue. */
  readonly isNew: boolean;
  readonly secrets: Secrets;
  readonly postgres: string;
  readonly nats: string;
  readonly mail: string;
  readonly objects: string;
  readonly logs: string;
  /** Tells programs where everything listens; there only while the system runs. */
  readonly runFile: string;
  /** Gives the folder back; the next start may have it. */
  release(): void;
}

const MEGABYTE = 1024 * 1024;
/** Databases, search indexes and PDFs of the sample catalogue, with room to work. */
const FIRST_START_MB = 600;
const LATER_START_MB = 100;

function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const because: Record<string, string> = {
      EEXIST: 'there is a file of that name',
      ENOTDIR: 'part of its path is a file',
      EACCES: 'this user may not write there',
      EROFS: 'the disk is read-only',
      ENOSPC: 'the disk is full',
    };
    throw new Sentence(
      `The data folder ${path} cannot be used: ${because[reason] ?? reason}. Give another one with DATA_DIR.`,
    );
  }
  if (!statSync(path).isDirectory()) {
    throw new Sentence(`The data folder ${path} is a file. Give another one with DATA_DIR.`);
  }
}

function checkSpace(path: string, isNew: boolean): void {
  const { bavail, bsize } = statfsSync(path);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  const needed = isNew ? FIRST_START_MB : LATER_START_MB;
  if (free < needed) {
    throw new Sentence(
      `Not enough disk space for ${path}: ${free} MB free, ${needed} MB needed. ` +
        'Free some, or give a folder on another disk with DATA_DIR. Nothing was changed.',
    );
  }
}

function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    // After a reboot the number may belong to anything.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('deploy/local');
  } catch {
    return true;
  }
}

function lock(path: string): () => void {
  const file = join(path, 'lock');
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isOurs(holder)) {
    throw new Sentence(
      `The system already runs on ${path} (process ${holder}). Stop it first, or give another folder with DATA_DIR.`,
    );
  }
  writeFileSync(file, String(process.pid), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/**
 * Takes the data folder for this process, making it on first use. Changes nothing in a folder that
 * cannot be used.
 *
 * @throws Sentence when it is in use, damaged, not writable, or the disk is full.
 */
export function openDataFolder(path: string): DataFolder {
  const secretsFile = join(path, 'secrets.json');
  const postgres = join(path, 'postgres');
  makeWritable(path);
  const isNew = !existsSync(postgres);
  checkSpace(path, isNew);
  if (!isNew && !existsSync(secretsFile)) {
    throw new Sentence(
      `The data folder is damaged: ${secretsFile} (the passwords of its databases) is missing. ` +
        'Nothing was changed. Restore that file from a backup, or move the folder away to begin anew.',
    );
  }
  if (!isNew && !existsSync(join(postgres, 'PG_VERSION'))) {
    throw new Sentence(
      `The data folder is damaged: ${postgres} is not a PostgreSQL cluster. ` +
        'Nothing was changed. Restore it from a backup, or move it away to begin anew.',
    );
  }
  const release = lock(path);
  return {
    path,
    isNew,
    secrets: secretsIn(secretsFile),
    postgres,
    nats: join(path, 'nats'),
    mail: join(path, 'mail'),
    objects: join(path, 'objects'),
    logs: join(path, 'logs'),
    runFile: join(path, 'run.json'),
    release,
  };
}
