import { copyAdded, newId } from '@pst/contracts';
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
  const copy = { id: newId(now.getTime()), office, publicationId, shelfMark, label, condition };
  await tx.db.insert(CopySchema, copy);
  publication.hardcopies += 1;
  await tx.db.save(publication);
  await tx.publish(
    copyAdded.create(
      { publicationId, copyId: copy.id, shelfMark },
      { office, about: publicationId, at: now },
    ),
  );
  return copy;
}
