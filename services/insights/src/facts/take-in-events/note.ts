import type { CloudEvent } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
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

/**
 * Writes what one event says into its row: only its own columns, or columns kept by a mark, so that the
 * order of events is free.
 */
export type Note = (
  table: FactTable,
  id: string,
  columns: Record<string, Value>,
  kept?: Kept,
) => Promise<void>;

/** What a projection has besides the event. */
export interface Around {
  readonly note: Note;
  /** The office's calendar day of an instant. */
  readonly dayOf: (at: string) => string;
  /** The hour on the office's wall, 0 to 23. */
  readonly hourOf: (at: string) => number;
  /** The event's place in the history of what it is about, from 1. */
  readonly place: number;
}

const HOUR_MS = 3_600_000;

export function around(event: CloudEvent, tx: Tx, time: WorkingTime): Around {
  const dayOf = (at: string) => time.businessDateOf(new Date(at));
  return {
    dayOf,
    // No office of Indonesia changes its clocks in summer, so hours count from midnight.
    hourOf: (at) => Math.floor((Date.parse(at) - time.startOfDay(dayOf(at)).getTime()) / HOUR_MS),
    place: event.sequence ?? 0,
    note: async (table, id, columns, kept) => {
      const names = ['office', ...Object.keys(columns)];
      const values = [id, event.office, ...Object.values(columns)];
      const places = values.map((_, index) => `$${index + 1}`);
      await tx.db.query(
        `insert into ${table} (${[KEY[table], ...names].join(', ')}) values (${places.join(', ')})
         on conflict (${KEY[table]}) do update
         set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}${unlessKept(table, kept)}`,
        values,
      );
    },
  };
}

function unlessKept(table: FactTable, kept: Kept | undefined): string {
  if (kept === undefined) {
    return '';
  }
  const [known, come] = [`${table}.${kept.by}`, `excluded.${kept.by}`];
  return ` where ${known} is null or ${come} ${kept.keep === 'first' ? '<=' : '>='} ${known}`;
}
