import type { Publication as PublicationView } from '@pst/contracts';
import type { EntityManager } from 'typeorm';
import type { Publication } from './domain/publication.ts';
import {
  CopySchema,
  SoftcopySchema,
  type CopyRow,
  type SoftcopyRow,
} from './publication.schema.ts';

export const copyView = ({ id, shelfMark, label, condition }: CopyRow) => ({
  id,
  shelfMark,
  label,
  condition,
  available: condition !== 'lost',
});

export const softcopyView = (softcopy: SoftcopyRow) => ({
  id: softcopy.id,
  version: softcopy.version,
  bytes: softcopy.bytes,
  pages: softcopy.pages,
  sha256: softcopy.sha256,
  access: softcopy.access,
  addedAt: softcopy.addedAt.toISOString(),
});

/** The newest version of the publication's PDF. */
export function currentSoftcopy(
  db: EntityManager,
  publicationId: string,
): Promise<SoftcopyRow | null> {
  return db.findOne(SoftcopySchema, { where: { publicationId }, order: { version: 'DESC' } });
}

/** A publication with its copies and its current softcopy. */
export async function publicationView(
  db: EntityManager,
  publication: Publication,
): Promise<PublicationView> {
  const [copies, softcopy] = await Promise.all([
    db.find(CopySchema, { where: { publicationId: publication.id }, order: { shelfMark: 'ASC' } }),
    currentSoftcopy(db, publication.id),
  ]);
  return {
    id: publication.id,
    ...publication.fields,
    copies: copies.map(copyView),
    softcopy: softcopy === null ? null : softcopyView(softcopy),
    withdrawn: publication.withdrawn,
    addedAt: publication.addedAt.toISOString(),
    changedAt: publication.changedAt.toISOString(),
  };
}
