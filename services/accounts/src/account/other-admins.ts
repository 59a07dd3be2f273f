import type { Tx } from '@pst/persistence';

/** How many administrators the office has beside this account; locked, so that it stays true. */
export async function otherAdmins(tx: Tx, office: string, accountId: string): Promise<number> {
  const admins: { id: string }[] = await tx.db.query(
    `select id from account
     where office = $1 and 'admin' = any(roles) and closed_at is null
     order by id for update`,
    [office],
  );
  return admins.filter(({ id }) => id !== accountId).length;
}
