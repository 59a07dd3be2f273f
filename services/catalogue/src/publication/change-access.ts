import { softcopyAccessChanged } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { Publication } from './domain/publication.ts';
import { currentSoftcopy } from './publication-view.ts';
import { SoftcopySchema, type SoftcopyRow } from './publication.schema.ts';
import { recordChange, type Hand } from './record-change.ts';

/** Opens or closes the current PDF of a locked publication; false when there is nothing to change. */
export async function changeSoftcopyAccess(
  tx: Tx,
  publication: Publication,
  access: SoftcopyRow['access'],
  hand: Hand,
  now: Date,
): Promise<boolean> {
  const softcopy = await currentSoftcopy(tx.db, publication.id);
  if (softcopy === null || softcopy.access === access) {
    return false;
  }
  await tx.db.update(SoftcopySchema, { id: softcopy.id }, { access });
  publication.hasCover = softcopy.coverState === 'drawn' && access !== 'staff';
  await tx.db.save(publication);
  const fields = [{ field: 'access', from: softcopy.access, to: access }];
  await recordChange(tx, publication, { ...hand, action: 'access-changed', fields }, now);
  const { id: publicationId, office } = publication;
  await tx.publish(
    softcopyAccessChanged.create(
      { publicationId, softcopyId: softcopy.id, access },
      { office, about: publicationId, at: now },
    ),
  );
  return true;
}
