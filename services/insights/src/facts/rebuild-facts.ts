import type { CloudEvent } from '@pst/contracts';
import type { Transaction } from '@pst/persistence';
import type { WorkingTime } from '@pst/service-standard';
import { factTables } from './take-in-events/note.ts';
import { project } from './take-in-events/projections.ts';

const BATCH = 500;

/**
 * Makes every number anew from the events received, in one transaction: whoever reads meanwhile sees
 * the old numbers, and a failure leaves them. The number of events projected.
 */
export async function rebuildFacts(transaction: Transaction, time: WorkingTime): Promise<number> {
  return transaction.run(async (tx) => {
    await tx.db.query(`lock table ${factTables.join(', ')} in share row exclusive mode`);
    for (const table of factTables) {
      await tx.db.query(`delete from ${table}`);
    }
    let after = 0;
    let projected = 0;
    for (;;) {
      const rows: { position: string; payload: CloudEvent }[] = await tx.db.query(
        `select position, payload from received_event where position > $1
         order by position limit $2`,
        [after, BATCH],
      );
      const last = rows.at(-1);
      if (last === undefined) {
        return projected;
      }
      for (const { payload } of rows) {
        await project(payload, tx, time);
      }
      after = Number(last.position);
      projected += rows.length;
    }
  });
}
