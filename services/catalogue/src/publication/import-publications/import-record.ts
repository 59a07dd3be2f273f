import { newId } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { Publication } from '../domain/publication.ts';
import { fieldChanges } from '../domain/field-changes.ts';
import { recordChange } from '../record-change.ts';
import { CopySchema } from '../publication.schema.ts';
import { storeCopy } from '../store-copy.ts';
import { storePublication } from '../store-publication.ts';
import type { ImportedRecord } from './records.ts';

export type ImportOutcome = 'added' | 'changed' | 'unchanged';

/**
 * Brings one record in: new, changed, or as it was. The same record twice is one publication, and what a
 * librarian has withdrawn stays withdrawn.
 */
export async function importRecord(
  tx: Tx,
  { origin, fields, copies = [] }: ImportedRecord,
  { office, now }: { office: string; now: Date },
): Promise<{ outcome: ImportOutcome; publication: Publication }> {
  const known = await tx.db.findOne(Publication, {
    where: { office, ...origin },
    lock: { mode: 'pessimistic_write' },
  });
  const id = newId(now.getTime());
  const publication = known ?? Publication.described({ id, office, origin }, fields, now);
  const before = publication.fields;
  const isNew = publication.describeFrom(fields, now);
  const outcome: ImportOutcome = known === null ? 'added' : isNew ? 'changed' : 'unchanged';
  if (outcome !== 'unchanged') {
    await storePublication(tx, publication, outcome);
  }
  if (outcome === 'changed') {
    const change = { action: 'changed', fields: fieldChanges(before, fields) } as const;
    await recordChange(tx, publication, { actorId: null, reason: null, ...change }, now);
  }
  for (const { label, shelfMark } of publication.withdrawn ? [] : copies) {
    if (!(await tx.db.existsBy(CopySchema, { office, label }))) {
      await storeCopy(tx, publication, { shelfMark, label, condition: 'good' }, now);
    }
  }
  return { outcome, publication };
}
