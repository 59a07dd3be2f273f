import { prepared, type Tx } from '@pst/persistence';

/** The id of a new visit's institution: the suggestion that was chosen, else what the spelling means. */
export async function meantInstitution(
  tx: Tx,
  office: string,
  { chosen, key }: { chosen: string | undefined; key: string | null },
): Promise<string | null> {
  const [found] = await prepared<{ id: string | null }>(
    tx.db,
    `select coalesce(
       (select id from institution where office = $1 and id = $2),
       (select institution_id from institution_spelling where office = $1 and key = $3)) as id`,
    [office, chosen ?? null, key],
  );
  return found?.id ?? null;
}
