import type { CloudEvent } from '@pst/contracts';
import { prepared, type Tx } from '@pst/persistence';
import type { WorkingTime } from '@pst/service-standard';

type Value = string | number | boolean | null;

/** The tables of facts, each with the id by which an event finds its row. */
const KEY = {
  visit_fact: 'visit_id',
  delivery_fact: 'request_id',
  rating_fact: 'invitation_id',
  complaint_fact: 'complaint_id',
  reading_fact: 'reading_id',
  search_fact: 'search_id',
  correction_fact: 'correction_id',
} as const;

export type FactTable = keyof typeof KEY;
export const factTables = Object.keys(KEY) as readonly FactTable[];

/** Of several events that write the same columns, the one whose mark is first or last stays. */
export interface Kept {
  readonly keep: 'first' | 'last';
  /** One of the columns written; comparable within the row. */
  readonly by: string;
}

/** What an event says about one row: its own columns, or columns kept by a mark, so that the order of events is free. */
interface Note {
  readonly table: FactTable;
  readonly id: string;
  readonly columns: Record<string, Value>;
  readonly kept: Kept | undefined;
}

/** What a projection has besides the event. */
export interface Around {
  readonly note: (
    table: FactTable,
    id: string,
    columns: Record<string, Value>,
    kept?: Kept,
  ) => void;
  /** The office's calendar day of an instant. */
  readonly dayOf: (at: string) => string;
  /** The hour on the office's wall, 0 to 23. */
  readonly hourOf: (at: string) => number;
  /** The event's place in the history of what it is about, from 1. */
  readonly place: number;
}

const HOUR_MS = 3_600_000;

/** Runs a projection and writes what it noted, each row once: an event costs one statement, as a rule. */
export async function noted(
  event: CloudEvent,
  tx: Tx,
  time: WorkingTime,
  projection: (around: Around) => void,
): Promise<void> {
  const notes: Note[] = [];
  const dayOf = (at: string) => time.businessDateOf(new Date(at));
  projection({
    note: (table, id, columns, kept) => notes.push({ table, id, columns, kept }),
    dayOf,
    // No office of Indonesia changes its clocks in summer, so hours count from midnight.
    hourOf: (at) => Math.floor((Date.parse(at) - time.startOfDay(dayOf(at)).getTime()) / HOUR_MS),
    place: event.sequence ?? 0,
  });
  for (const of of Map.groupBy(notes, ({ table, id }) => `${table}|${id}`).values()) {
    await write(tx, event.office, of);
  }
}

/** Writes notes about one row. Their columns differ, so that no note undoes another. */
async function write(tx: Tx, office: string, notes: readonly Note[]): Promise<void> {
  const [first] = notes;
  if (first === undefined) {
    return;
  }
  const { table, id } = first;
  const columns = Object.assign(
    { [KEY[table]]: id, office },
    ...notes.map((one) => one.columns),
  ) as Record<string, Value>;
  const names = Object.keys(columns);
  const changes = notes.flatMap(({ columns: own, kept }) =>
    Object.keys(own).map((name) => `${name} = ${valueOf(name, kept)}`),
  );
  await prepared(
    tx.db,
    `insert into ${table} as known (${names.join(', ')})
     values (${names.map((_, index) => `$${index + 1}`).join(', ')})
     on conflict (${KEY[table]}) do update set ${changes.join(', ')}`,
    Object.values(columns),
  );
}

function valueOf(name: string, kept: Kept | undefined): string {
  if (kept === undefined) {
    return `excluded.${name}`;
  }
  const { keep, by } = kept;
  const comesIn = `known.${by} is null or excluded.${by} ${keep === 'first' ? '<=' : '>='} known.${by}`;
  return `case when ${comesIn} then excluded.${name} else known.${name} end`;
}
