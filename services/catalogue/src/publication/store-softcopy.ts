import { newId, softcopyAdded } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { currentSoftcopy } from './publication-view.ts';
import type { Publication } from './domain/publication.ts';
import { PageTextSchema, SoftcopySchema, type SoftcopyRow } from './publication.schema.ts';

/** The next version of the publication's PDF. Its row is locked by the caller, its bytes are in place. */
export async function storeSoftcopy(
  tx: Tx,
  publication: Publication,
  file: Pick<SoftcopyRow, 'bytes' | 'pages' | 'sha256' | 'access' | 'objectKey' | 'fileName'>,
  now: Date,
): Promise<SoftcopyRow> {
  const { id: publicationId, office } = publication;
  const before = await currentSoftcopy(tx.db, publicationId);
  const softcopy: SoftcopyRow = {
    id: newId(now.getTime()),
    office,
    publicationId,
    version: (before?.version ?? 0) + 1,
    ...file,
    addedAt: now,
    textState: 'waiting',
    coverState: 'waiting',
    coverKey: null,
    coverBytes: null,
    coverSha256: null,
  };
  // Nobody finds a page of a version that is no longer given out, or was for more readers than this one.
  await tx.db.delete(PageTextSchema, { publicationId });
  await tx.db.insert(SoftcopySchema, softcopy);
  publication.softcopyPages = file.pages;
  publication.hasCover = false;
  // Whoever keeps a copy of the record learns that there is something to read.
  publication.changedAt = now;
  await tx.db.save(publication);
  const { id: softcopyId, version } = softcopy;
  await tx.publish(
    softcopyAdded.create(
      { publicationId, softcopyId, version, ...file },
      { office, about: publicationId, at: now },
    ),
  );
  return softcopy;
}
