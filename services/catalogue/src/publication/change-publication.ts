import { publicationWithdrawn } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { AddPublication } from './domain/fields.ts';
import { fieldChanges } from './domain/field-changes.ts';
import type { Publication } from './domain/publication.ts';
import { recordChange, type Hand } from './record-change.ts';
import { storePublication } from './store-publication.ts';

/** Gives a locked publication another description, and remembers whose and why; false when it is none. */
export async function changeDescription(
  tx: Tx,
  publication: Publication,
  fields: AddPublication,
  hand: Hand,
  now: Date,
): Promise<boolean> {
  const before = publication.fields;
  if (!publication.describe(fields, now)) {
    return false;
  }
  await storePublication(tx, publication, 'changed');
  const change = { ...hand, action: 'changed', fields: fieldChanges(before, fields) } as const;
  await recordChange(tx, publication, change, now);
  return true;
}

/** Leaves a tombstone of a locked publication, which may point at the record that took its place. */
export async function withdrawFromCatalogue(
  tx: Tx,
  publication: Publication,
  hand: Hand,
  now: Date,
  mergedInto?: string,
): Promise<void> {
  publication.withdraw(now, mergedInto);
  await tx.db.save(publication);
  const action = mergedInto === undefined ? 'withdrawn' : 'merged';
  await recordChange(tx, publication, { ...hand, action }, now);
  const { id: publicationId, office } = publication;
  await tx.publish(
    publicationWithdrawn.create(
      { publicationId, ...(mergedInto !== undefined && { mergedInto }) },
      { office, about: publicationId, at: now },
    ),
  );
}
