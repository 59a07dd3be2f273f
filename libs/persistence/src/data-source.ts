import pg from 'pg';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import type { MigrationInterface } from 'typeorm';
import { CreateMessagingTables1763900000000 } from './migrations/1763900000000-create-messaging-tables.ts';
import { CreateOfficeCalendar1764110000000 } from './migrations/1764110000000-create-office-calendar.ts';

type Migration = new () => MigrationInterface;

/** What a service keeps, as its `database/data-source.ts` declares it. */
export interface Database {
  readonly entities: readonly EntitySchema[];
  /** Oldest first; forward only. */
  readonly migrations: readonly Migration[];
}

/** A data source without connections yet; `initialize()` opens them. */
export function createDataSource(
  url: string,
  { entities, migrations }: Database,
  { poolSize = 10, waitForDisk = true } = {},
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    // Named here so that a bundled service finds it: TypeORM would load it dynamically.
    driver: pg,
    entities: [...entities] as MixedList<EntitySchema>,
    migrations: [
      CreateMessagingTables1763900000000,
      CreateOfficeCalendar1764110000000,
      ...migrations,
    ],
    migrationsTableName: 'migration',
    entitySkipConstructor: true,
    poolSize,
    extra: {
      options:
        '-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000 -c TimeZone=UTC' +
        (waitForDisk ? '' : ' -c synchronous_commit=off'),
      // Less than a question waits: its asker still hears that there was none.
      connectionTimeoutMillis: 4_000,
      keepAlive: true,
    },
    // A broken connection must not end the process; the pool opens another one.
    poolErrorHandler: () => undefined,
  });
}

/** Brings the database up to date; of several callers at once exactly one does the work. */
export async function migrateDatabase(url: string, database: Database): Promise<void> {
  const guard = new pg.Client(url);
  await guard.connect();
  try {
    await guard.query(`select pg_advisory_lock(hashtextextended('pst migrations', 0))`);
    const source = await createDataSource(
      url,
      { ...database, entities: [] },
      { poolSize: 1 },
    ).initialize();
    try {
      await source.runMigrations({ transaction: 'each' });
    } finally {
      await source.destroy();
    }
  } finally {
    await guard.end();
  }
}

/** The statements by which the tables differ from the entities; empty when the migrations are complete. */
export async function pendingSchemaChanges(source: DataSource): Promise<string[]> {
  const changes = await source.driver.createSchemaBuilder().log();
  return changes.upQueries.map((query) => query.query);
}
