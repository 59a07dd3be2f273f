import { prepared, type Tx } from '@pst/persistence';

/**
 * Who calls the next visitor passes over a locked one, because another counter has just taken them. The
 * sweep locks waiting visitors as well, and must not be taken for a counter: it keeps out while
 * anybody calls, and callers wait for the moment it takes.
 */
export async function callersFirst(tx: Tx, office: string): Promise<void> {
  await prepared(tx.db, `select pg_advisory_xact_lock_shared(hashtextextended($1, 0))`, [
    lineOf(office),
  ]);
}

/** Until the commit nobody is called. */
export async function holdTheLine(tx: Tx, office: string): Promise<void> {
  await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [lineOf(office)]);
}

const lineOf = (office: string) => `line|${office}`;
