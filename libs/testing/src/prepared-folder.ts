import { chmodSync, constants, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import pg from 'pg';

import { giveToServer } from '../../../deploy/local/postgres-server.ts';
import { eventually } from './eventually.ts';
import { startSystemOn } from './system-process.ts';

/** Earlier than the clock of every journey: nothing of the first start may lie in its future. */
const FIRST_START = '2026-11-23T06:00:00+07:00';
/** Ends what hangs; two dozen covers take a busy machine more than a minute. */
const MADE_WITHIN_MS = 500_000;

/** The covers of the sample catalogue are drawn after the first start, and cost more than all the rest of it. */
export async function coversDrawn(postgres: string): Promise<void> {
  const url = new URL(postgres);
  url.pathname = '/catalogue';
  const client = new pg.Client(url.href);
  await client.connect();
  try {
    await eventually(
      async () => {
        const { rowCount } = await client.query(
          `select from softcopy where cover_state = 'waiting'`,
        );
        if (rowCount !== 0) {
          throw new Error(`${rowCount} covers of the sample catalogue are not drawn`);
        }
      },
      { timeoutMs: MADE_WITHIN_MS, everyMs: 250 },
    );
  } finally {
    await client.end();
  }
}

async function make(folder: string): Promise<void> {
  const system = await startSystemOn(folder, { DEMO_CLOCK: FIRST_START });
  try {
    await coversDrawn(system.postgres);
  } finally {
    await system.stop();
  }
}

/** Whether it is ours to do; nobody else gets this answer until the mark is removed. */
function claim(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}

/** The folder every journey of the run copies; the first to ask makes it, the others wait. */
async function preparedFolder(home: string): Promise<string> {
  const folder = join(home, 'data');
  const beingMade = join(home, 'being-made');
  const made = join(home, 'made');
  while (!existsSync(made)) {
    if (claim(beingMade)) {
      try {
        rmSync(folder, { recursive: true, force: true });
        await make(folder);
        mkdirSync(made);
      } finally {
        rmSync(beingMade, { recursive: true });
      }
    }
    await pause(100);
  }
  return folder;
}

/**
 * Makes `folder` a data folder as the first start leaves it when its work is done: databases, demo
 * accounts, the sample catalogue and its covers. Copied in half a second instead of made in forty.
 */
export async function copyPreparedFolder(folder: string): Promise<void> {
  const home = process.env['TEST_PREPARED'];
  if (home === undefined) {
    throw new Error('No test infrastructure: run through jest.config.mjs, which starts it.');
  }
  const prepared = await preparedFolder(home);
  cpSync(prepared, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const postgres = join(folder, 'postgres');
  // Copied by whoever runs the tests; the server wants it to be its own, and nobody else's.
  chmodSync(postgres, 0o700);
  giveToServer(join(prepared, 'postgres'), [
    postgres,
    ...readdirSync(postgres, { recursive: true, encoding: 'utf8' }).map((path) =>
      join(postgres, path),
    ),
  ]);
}
