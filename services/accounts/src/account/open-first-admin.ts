import { accountExists } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { openStaffAccount } from './open-staff-account.ts';

/**
 * The account that a new installation begins with; everybody else is invited by an administrator.
 *
 * @throws accountExists (409) where the office has an administrator already
 */
export async function openFirstAdmin(
  tx: Tx,
  { name, email }: { name: string; email: string },
  around: Parameters<typeof openStaffAccount>[2],
): Promise<void> {
  // One at a time: of two who try at once only one is the first.
  await tx.db.query(`select pg_advisory_xact_lock(hashtextextended('first admin ' || $1, 0))`, [
    around.office,
  ]);
  const known: unknown[] = await tx.db.query(
    `select from account where office = $1 and 'admin' = any(roles) and closed_at is null limit 1`,
    [around.office],
  );
  if (known.length > 0) {
    throw accountExists.error({});
  }
  await openStaffAccount(tx, { name, email, roles: ['admin'] }, around);
}
