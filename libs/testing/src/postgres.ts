import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { freePort } from '../../../deploy/local/free-port.ts';
import { startKeeper } from '../../../deploy/local/keeper.ts';
import { startPostgresServer } from '../../../deploy/local/postgres-server.ts';

/** A database of this test's own. */
export interface PostgresUnderTest {
  readonly url: string;
  /** Cuts every connection and takes no new one; the data stays. */
  interrupt(): Promise<void>;
  /** Back on the same address with the same data. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** How a database gets its tables, and under which name the result may be reused within the run. */
export interface Template {
  readonly name: string;
  readonly migrate: (url: string) => Promise<unknown>;
}

function sharedServer(): { url: string; run: string } {
  const url = process.env['TEST_POSTGRES_URL'];
  const run = process.env['TEST_RUN'];
  if (url === undefined || run === undefined) {
    throw new Error('No test infrastructure: run through jest.config.mjs, which starts it.');
  }
  return { url, run };
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(sharedServer().url);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(sharedServer().url);
  url.pathname = `/${database}`;
  return url.href;
}

const quoted = (name: string) => pg.escapeIdentifier(name);

/** The migrated database all spec files of the run clone; the first to ask makes it. */
async function migratedTemplate({ name, migrate }: Template): Promise<string> {
  const template = `t_${sharedServer().run}_template_${name.replaceAll('-', '_')}`;
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [template]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [
      template,
    ]);
    if (rowCount === 0) {
      const unfinished = `${template}_unfinished`;
      await admin.query(`drop database if exists ${quoted(unfinished)} with (force)`);
      await admin.query(`create database ${quoted(unfinished)} strategy file_copy`);
      await migrate(urlOf(unfinished));
      await admin.query(`alter database ${quoted(unfinished)} rename to ${quoted(template)}`);
    }
  });
  return template;
}

/**
 * A fresh database on the run's shared server, empty or cloned from a migrated template (about 0.1 s).
 *
 * ```ts
 * const postgres = await startPostgres({ name: 'guestbook', migrate: (url) => migrateTo(url) });
 * ```
 */
export async function startPostgres(template?: Template): Promise<PostgresUnderTest> {
  const name = `t_${sharedServer().run}_${randomBytes(6).toString('hex')}`;
  const source = template === undefined ? 'template1' : await migratedTemplate(template);
  await asAdmin((admin) =>
    admin.query(`create database ${quoted(name)} template ${quoted(source)} strategy file_copy`),
  );
  const open = (is: boolean) =>
    asAdmin((admin) => admin.query(`alter database ${quoted(name)} with allow_connections ${is}`));
  return {
    url: urlOf(name),
    async interrupt() {
      await open(false);
      await asAdmin((admin) =>
        admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
          name,
        ]),
      );
    },
    async resume() {
      await open(true);
    },
    async stop() {
      await asAdmin((admin) => admin.query(`drop database ${quoted(name)} with (force)`));
    },
  };
}

/** Starts a PostgreSQL of this test's own. Slower than {@link startPostgres}: for outages only. */
export async function startOwnPostgres(): Promise<PostgresUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'pst-postgres-'));
  const keeper = startKeeper();
  const options = {
    folder: join(folder, 'data'),
    password: randomBytes(12).toString('hex'),
    port: await freePort(),
    volatile: true,
  };
  let server = await startPostgresServer(options);
  keeper.watch(server.pid);
  async function interrupt() {
    await server.stop();
    keeper.forget(server.pid);
  }
  return {
    url: server.url,
    interrupt,
    async resume() {
      server = await startPostgresServer(options);
      keeper.watch(server.pid);
    },
    async stop() {
      await interrupt();
      keeper.dismiss();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
