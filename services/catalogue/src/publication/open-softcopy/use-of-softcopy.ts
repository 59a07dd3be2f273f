import type { Tx } from '@pst/persistence';

/** COUNTER Code of Practice 5.1, section 7.2: a second click within 30 seconds is the same use. */
const DOUBLE_CLICK_SECONDS = 30;

/** What the opening of a softcopy is in the sense of COUNTER. */
interface Use {
  /** A use, and not the second click of one. */
  readonly begins: boolean;
  /** The reader's first use of this softcopy in the hour, by which unique uses are counted (section 7.3). */
  readonly firstInHour: boolean;
}

/**
 * Looks when a reader opened the same softcopy before, and remembers for an hour that they did now. On
 * whichever replica: the row of a reader is the one place where it is decided.
 *
 * @param reader whom it is not, only whether it is the same one: a keyed hash
 */
export async function useOf(
  tx: Tx,
  { softcopyId, reader, at }: { softcopyId: string; reader: string; at: Date },
): Promise<Use> {
  const [row] = await tx.db.query<{ begins: boolean; first_in_hour: boolean }[]>(
    `with over as (
       select softcopy_id, reader from recent_reading
       where at < least(date_trunc('hour', $3::timestamptz), $3 - $4 * interval '1 second')
         and (softcopy_id, reader) <> ($1, $2)
       for update skip locked
     ), forgotten as (
       delete from recent_reading using over
       where recent_reading.softcopy_id = over.softcopy_id and recent_reading.reader = over.reader
     )
     insert into recent_reading (softcopy_id, reader, at) values ($1, $2, $3)
     on conflict (softcopy_id, reader) do update set at = excluded.at
     returning coalesce(old.at < $3::timestamptz - $4 * interval '1 second', true) as begins,
       coalesce(old.at < date_trunc('hour', $3::timestamptz), true) as first_in_hour`,
    [softcopyId, reader, at, DOUBLE_CLICK_SECONDS],
  );
  return { begins: row?.begins ?? true, firstInHour: row?.first_in_hour ?? true };
}
