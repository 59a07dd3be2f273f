import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

const insertions = new WeakMap<EntityMetadata, string>();
const changes = new WeakMap<EntityMetadata, string>();

/**
 * The insert of one whole row as plain SQL with its values, for the few places where a statement is
 * worth saving: it can be joined with others by `with`. The query builder makes the same text, at a
 * hundred times the work.
 */
export function insertionOf<Row extends ObjectLiteral>(
  db: EntityManager,
  target: EntityTarget<Row>,
  row: Row,
): { sql: string; values: unknown[] } {
  const metadata = db.connection.getMetadata(target);
  let sql = insertions.get(metadata);
  if (sql === undefined) {
    const names = metadata.columns.map(({ databaseName }) => `"${databaseName}"`);
    const places = metadata.columns.map((_, index) => `$${index + 1}`);
    sql = `insert into "${metadata.tableName}" (${names.join(', ')}) values (${places.join(', ')})`;
    insertions.set(metadata, sql);
  }
  return { sql, values: metadata.columns.map((column) => column.getEntityValue(row)) };
}

/** The update of one row by its key, likewise; columns declared `update: false` are left out. */
export function changeOf<Row extends ObjectLiteral>(
  db: EntityManager,
  target: EntityTarget<Row>,
  row: Row,
): { sql: string; values: unknown[] } {
  const metadata = db.connection.getMetadata(target);
  const changing = metadata.columns.filter(({ isPrimary, isUpdate }) => !isPrimary && isUpdate);
  const columns = [...metadata.primaryColumns, ...changing];
  let sql = changes.get(metadata);
  if (sql === undefined) {
    const places = columns.map(({ databaseName }, index) => `"${databaseName}" = $${index + 1}`);
    const key = places.slice(0, metadata.primaryColumns.length).join(' and ');
    const sets = places.slice(metadata.primaryColumns.length).join(', ');
    sql = `update "${metadata.tableName}" set ${sets} where ${key}`;
    changes.set(metadata, sql);
  }
  return { sql, values: columns.map((column) => column.getEntityValue(row)) };
}
