import { notFound } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { Visit } from './domain/visit.ts';

/** The office's visit, locked until the commit; another office's visit does not exist here. */
export async function lockedVisit(tx: Tx, office: string, id: string): Promise<Visit> {
  const visit = await tx.db.findOne(Visit, {
    where: { id, office },
    lock: { mode: 'pessimistic_write' },
  });
  if (visit === null) {
    throw notFound.error({});
  }
  return visit;
}
