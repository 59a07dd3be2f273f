import type pg from 'pg';
import type { EntityManager } from 'typeorm';

const names = new Map<string, string>();

/**
 * Runs a statement that PostgreSQL parses and plans once per connection instead of every time: for the
 * few that each visitor goes through, where planning costs more than the work. `text` must come from a
 * bounded set, because every connection remembers each of them.
 */
export async function prepared<Row extends pg.QueryResultRow>(
  db: EntityManager,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const runner = db.queryRunner;
  if (runner === undefined) {
    throw new Error('A prepared statement runs on a connection that is held');
  }
  const client = (await runner.connect()) as pg.PoolClient; // TypeORM's driver here is pg
  let name = names.get(text);
  if (name === undefined) {
    // Traces call a statement by this name: its verb tells what it does.
    const [verb = ''] = text.trim().split(/\s/, 1);
    name = `${verb.toUpperCase()}_${names.size}`;
    names.set(text, name);
  }
  const { rows } = await client.query<Row>({ name, text, values });
  return rows;
}
