import { newId } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { Publication } from '../domain/publication.ts';
import { storePublication } from '../store-publication.ts';
import type { ImportedRecord } from './records.ts';

export type ImportOutcome = 'added' | 'changed' | 'unchanged';

/** Brings one record in: new, changed, or as it was. The same record twice is one publication. */
export async function importRecord(
  tx: Tx,
  { origin, fields }: ImportedRecord,
  { office, now }: { office: string; now: Date },
): Promise<{ outcome: ImportOutcome; publication: Publication }> {
  const known = await tx.db.findOne(Publication, {
    where: { office, ...origin },
    lock: { mode: 'pessimistic_write' },
  });
  if (known === null) {
    const id = newId(now.getTime());
    const publication = Publication.described({ id, office, origin }, fields, now);
    await storePublication(tx, publication, 'added');
    return { outcome: 'added', publication };
  }
  if (!known.describe(fields, now)) {
    return { outcome: 'unchanged', publication: known };
  }
  await storePublication(tx, known, 'changed');
  return { outcome: 'changed', publication: known };
}
