import { createHash } from 'node:crypto';
import { exportTables, type ExportTable } from '@pst/contracts';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { DataSource } from 'typeorm';

type Value = string | number | boolean | Date | null;
type Column = { readonly name: string; readonly type: string };

/** Where the rows of each table lie, and the order in which a file has them. */
const SOURCES: Record<ExportTable, { readonly from: string; readonly order: string }> = {
  visits: { from: 'visit_figure', order: 'checked_in_at, visit_id' },
  readings: { from: 'reading_fact', order: 'reading_id' },
  // Ids of these are not exported, so rows come in an order that tells nothing of their time either.
  searches: { from: 'search_fact', order: 'searches, without_result' },
  requests: { from: 'delivery_fact', order: 'request_id' },
  ratings: { from: 'rating_fact', order: 'source, rating' },
  complaints: { from: 'complaint_fact', order: 'complaint_id' },
};

/** The table or view that has a day's rows, with the columns `office` and `business_date`. */
export const sourceOf = (table: ExportTable): string => SOURCES[table].from;

const columnsOf = (table: ExportTable): Column[] =>
  Object.entries(exportTables[table].columns).map(([name, [type]]) => ({ name, type }));

/** Changes when the columns do, and the files with them. */
export const formOf = (table: ExportTable): string =>
  createHash('sha256')
    .update(JSON.stringify(columnsOf(table)))
    .digest('hex')
    .slice(0, 12);

/** One day of one table, in both forms. */
export interface ExportedDay {
  readonly rows: number;
  readonly parquet: Buffer;
  readonly csv: Buffer;
}

/** The same facts give the same bytes. */
export async function exportedDay(
  source: DataSource,
  table: ExportTable,
  office: string,
  date: string,
): Promise<ExportedDay> {
  const columns = columnsOf(table);
  const { from, order } = SOURCES[table];
  const selected = columns.map(({ name, type }) =>
    // Days and ids are texts here: a driver would make a day the midnight of some zone.
    type === 'date' || type === 'uuid' ? `${name}::text as ${name}` : name,
  );
  const rows: Record<string, Value>[] = await source.query(
    `select ${selected.join(', ')} from ${from} where office = $1 and business_date = $2
     order by ${order}`,
    [office, date],
  );
  return { rows: rows.length, parquet: parquetOf(columns, rows), csv: csvOf(columns, rows) };
}

function parquetOf(columns: readonly Column[], rows: readonly Record<string, Value>[]): Buffer {
  const bytes = parquetWriteBuffer({
    createdBy: 'Pustaka PST',
    columnData: columns.map(({ name, type }) => ({
      name,
      nullable: true,
      data: rows.map((row) => {
        const value = row[name] ?? null;
        return type === 'date' && typeof value === 'string' ? daysSinceEpoch(value) : value;
      }),
    })),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type }) => ({
        name,
        repetition_type: 'OPTIONAL' as const,
        ...elementOf(type),
      })),
    ],
  });
  return Buffer.from(bytes);
}

const DAY_MS = 86_400_000;
const daysSinceEpoch = (date: string): number => Date.parse(date) / DAY_MS;

function elementOf(type: string) {
  switch (type) {
    case 'int':
      return { type: 'INT32' } as const;
    case 'boolean':
      return { type: 'BOOLEAN' } as const;
    case 'date':
      return { type: 'INT32', converted_type: 'DATE' } as const;
    case 'timestamp':
      return { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' } as const;
    default:
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
  }
}

/** RFC 4180 in UTF-8; times in ISO 8601, an unknown value is empty. */
function csvOf(columns: readonly Column[], rows: readonly Record<string, Value>[]): Buffer {
  const lines = rows.map((row) => columns.map(({ name }) => cellOf(row[name] ?? null)).join(','));
  const head = columns.map(({ name }) => name).join(',');
  return Buffer.from([head, ...lines, ''].join('\r\n'));
}

function cellOf(value: Value): string {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
