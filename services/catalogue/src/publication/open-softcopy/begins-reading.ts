import type { Tx } from '@pst/persistence';

/** COUNTER Code of Practice 5.1, section 7.2: a second click within 30 seconds is the same use. */
const DOUBLE_CLICK_SECONDS = 30;

/**
 * Whether a reader begins anew, rather than having opened the same softcopy a moment ago; remembers that
 * they did now. On whichever replica: the row of a reader is the one place where it is decided.
 *
 * @param reader whom it is not, only whether it is the same one: a keyed hash
 */
export async function beginsReading(
  tx: Tx,
  { softcopyId, reader, at }: { softcopyId: string; reader: string; at: Date },
): Promise<boolean> {
  const [row] = await tx.db.query<{ anew: boolean }[]>(
    `with over as (
       select softcopy_id, reader from recent_reading
       where at < $3::timestamptz - $4 * interval '1 second' and (softcopy_id, reader) <> ($1, $2)
       for update skip locked
     ), forgotten as (
       delete from recent_reading using over
       where recent_reading.softcopy_id = over.softcopy_id and recent_reading.reader = over.reader
     )
     insert into recent_reading (softcopy_id, reader, at) values ($1, $2, $3)
     on conflict (softcopy_id, reader) do update set at = excluded.at
     returning coalesce(old.at < $3::timestamptz - $4 * interval '1 second', true) as anew`,
    [softcopyId, reader, at, DOUBLE_CLICK_SECONDS],
  );
  return row?.anew ?? true;
}
