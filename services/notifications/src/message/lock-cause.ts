import type { Tx } from '@pst/persistence';

/** Until the commit, nobody else orders or withdraws a message about this. */
export const lockCause = (tx: Tx, causeId: string): Promise<unknown> =>
  tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [causeId]);
