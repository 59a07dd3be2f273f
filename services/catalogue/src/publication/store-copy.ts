import { copyAdded, copyLabelTaken, newId } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { Publication } from './domain/publication.ts';
import { CopySchema, type CopyRow } from './publication.schema.ts';

/** Puts a hardcopy on the shelf. The publication's row is locked by the caller. */
export async function storeCopy(
  tx: Tx,
  publication: Publication,
  { shelfMark, label, condition }: Pick<CopyRow, 'shelfMark' | 'label' | 'condition'>,
  now: Date,
): Promise<CopyRow> {
  const { id: publicationId, office } = publication;
  await requireFreeLabel(tx, office, label);
  const copy = { id: newId(now.getTime()), office, publicationId, shelfMark, label, condition };
  await tx.db.insert(CopySchema, copy);
  publication.hardcopies += onShelf({ condition });
  await tx.db.save(publication);
  await tx.publish(
    copyAdded.create(
      { publicationId, copyId: copy.id, shelfMark },
      { office, about: publicationId, at: now },
    ),
  );
  return copy;
}

/** How many copies this one counts as: a lost one as none. */
export const onShelf = ({ condition }: Pick<CopyRow, 'condition'>): 0 | 1 =>
  condition === 'lost' ? 0 : 1;

/** @throws `copy-label-taken`: a label says which copy it is, and no two say the same */
export async function requireFreeLabel(
  tx: Tx,
  office: string,
  label: string | null,
): Promise<void> {
  if (label !== null && (await tx.db.existsBy(CopySchema, { office, label }))) {
    throw copyLabelTaken.error({});
  }
}
