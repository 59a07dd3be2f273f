import { notFound } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { Publication } from './domain/publication.ts';

/** The office's publication, locked until the commit; a withdrawn one can no longer be worked on. */
export async function lockedPublication(tx: Tx, office: string, id: string): Promise<Publication> {
  const publication = await tx.db.findOne(Publication, {
    where: { id, office, withdrawn: false },
    lock: { mode: 'pessimistic_write' },
  });
  if (publication === null) {
    throw notFound.error({});
  }
  return publication;
}
