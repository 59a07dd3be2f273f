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
} as const;

export type FactTable = keyof typeof KEY;
export const factTables = Object.keys(KEY) as readonly FactTable[];

/** Writes what one event says into its row: only its own columns, so that the order of events is free. */
export type Note = (table: FactTable, id: string, columns: Record<string, Value>) => Promise<void>;

/** What a projection has besides the event. */
export interface Around {
  readonly note: Note;
  /** The office's calendar day of an instant. */
  readonly dayOf: (at: string) => string;
}

export function around(event: CloudEvent, tx: Tx, time: WorkingTime): Around {
  return {
    dayOf: (at) => time.businessDateOf(new Date(at)),
    note: async (table, id, columns) => {
      const names = ['office', ...Object.keys(columns)];
      const values = [id, event.office, ...Object.values(columns)];
      const places = values.map((_, index) => `$${index + 1}`);
      await tx.db.query(
        `insert into ${table} (${[KEY[table], ...names].join(', ')}) values (${places.join(', ')})
         on conflict (${KEY[table]}) do update
         set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
        values,
      );
    },
  };
}
