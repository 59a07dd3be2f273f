import type { Publication as PublicationView } from '@pst/contracts';
import { In, type EntityManager } from 'typeorm';
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
  const [view] = await publicationViews(db, [publication]);
  if (view === undefined) {
    throw new Error('One publication has one view');
  }
  return view;
}

/** Several of them, by two queries. */
export async function publicationViews(
  db: EntityManager,
  publications: readonly Publication[],
): Promise<PublicationView[]> {
  const publicationId = In(publications.map(({ id }) => id));
  const [copies, softcopies] = await Promise.all([
    db.find(CopySchema, { where: { publicationId }, order: { shelfMark: 'ASC' } }),
    db.find(SoftcopySchema, { where: { publicationId }, order: { version: 'ASC' } }),
  ]);
  const copiesOf = Map.groupBy(copies, (copy) => copy.publicationId);
  // Of several versions the last one stays.
  const softcopyOf = new Map(softcopies.map((softcopy) => [softcopy.publicationId, softcopy]));
  return publications.map((publication) => {
    const softcopy = softcopyOf.get(publication.id);
    return {
      id: publication.id,
      ...publication.fields,
      copies: (copiesOf.get(publication.id) ?? []).map(copyView),
      softcopy: softcopy === undefined ? null : softcopyView(softcopy),
      hasCover: publication.hasCover,
      withdrawn: publication.withdrawn,
      mergedInto: publication.mergedInto,
      addedAt: publication.addedAt.toISOString(),
      changedAt: publication.changedAt.toISOString(),
    };
  });
}
