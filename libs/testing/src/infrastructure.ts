import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { type Keeper, startKeeper } from '../../../deploy/local/keeper.ts';
import { findNatsServer, isCurrent } from '../../../deploy/local/nats-binary.ts';
import { startPostgresServer } from '../../../deploy/local/postgres-server.ts';

/** The servers one test run shares; their addresses reach the workers through the environment. */
interface Infrastructure {
  /** One sentence for the top of the run: what the tests are talking to. */
  readonly described: string;
  stop(): Promise<void>;
}

/** Images for machines with a container engine. */
export const POSTGRES_IMAGE = 'postgres:18-alpine';
export const NATS_IMAGE = 'nats:2.15-alpine';

async function containerEngineAnswers(): Promise<boolean> {
  if (process.env['TEST_INFRA'] === 'local') {
    return false;
  }
  // Loading testcontainers takes a second; where there is no door to an engine it is saved.
  if (process.env['DOCKER_HOST'] === undefined && !existsSync('/var/run/docker.sock')) {
    return false;
  }
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}

async function postgresInContainer(): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer(POSTGRES_IMAGE)
    .withTmpFs({ '/var/lib/postgresql': 'rw' })
    .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200'])
    .start();
  return { url: container.getConnectionUri(), stop: () => container.stop() };
}

async function postgresOnThisMachine(keeper: Keeper) {
  const folder = mkdtempSync(join(tmpdir(), 'pst-postgres-'));
  const server = await startPostgresServer({
    folder: join(folder, 'data'),
    password: randomBytes(12).toString('hex'),
    volatile: true,
  });
  keeper.watch(server.pid);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      keeper.forget(server.pid);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function dropDatabasesOf(run: string, url: string): Promise<void> {
  const admin = new pg.Client(url);
  await admin.connect();
  try {
    const { rows } = await admin.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`t_${run}_`],
    );
    for (const { datname } of rows) {
      await admin.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
    }
  } finally {
    await admin.end();
  }
}

/**
 * Starts what the integration tests of one run share: PostgreSQL as TEST_POSTGRES_URL says, else in a
 * container when an engine answers, else from npm; and finds a `nats-server` for the tests that start one.
 * TEST_INFRA=local or TEST_INFRA=docker decides for you.
 */
export async function startInfrastructure(): Promise<Infrastructure> {
  const run = randomBytes(4).toString('hex');
  process.env['TEST_RUN'] = run;
  const keeper = startKeeper();
  const given = process.env['TEST_POSTGRES_URL'];
  const containers =
    given === undefined || process.env['TEST_NATS_URL'] === undefined
      ? await containerEngineAnswers()
      : false;
  const stops: (() => Promise<unknown>)[] = [];
  const prepared = mkdtempSync(join(tmpdir(), 'pst-prepared-'));
  process.env['TEST_PREPARED'] = prepared;
  const described: string[] = [];

  if (given === undefined) {
    const postgres = await (containers ? postgresInContainer() : postgresOnThisMachine(keeper));
    process.env['TEST_POSTGRES_URL'] = postgres.url;
    stops.push(postgres.stop);
    described.push(containers ? `PostgreSQL in a container` : 'PostgreSQL 18 from npm');
  } else {
    stops.push(() => dropDatabasesOf(run, given));
    described.push('PostgreSQL given by TEST_POSTGRES_URL');
  }

  if (process.env['TEST_NATS_URL'] !== undefined) {
    described.push('NATS given by TEST_NATS_URL');
  } else if (containers) {
    process.env['TEST_NATS_CONTAINERS'] = 'yes';
    described.push('NATS in containers');
  } else {
    const binary = await findNatsServer();
    if (binary === undefined) {
      throw new Error(
        'No nats-server: install one (2.14 or newer) on the PATH, or give TEST_NATS_URL.',
      );
    }
    process.env['TEST_NATS_SERVER'] = binary.path;
    const warning = isCurrent(binary.version) ? '' : ' (older than 2.14: durability is not proven)';
    described.push(`nats-server ${binary.version} ${binary.origin}${warning}`);
  }

  return {
    described: described.join(', '),
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
      keeper.dismiss();
      rmSync(prepared, { recursive: true, force: true });
    },
  };
}
