import { newId, type AccessAction } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { Account } from './domain/account.ts';
import { AccessLineSchema } from './second-factor.schema.ts';

/** Writes down a change of the ways into an account, in the transaction that makes it. */
export async function writeAccessLine(
  tx: Tx,
  { id: accountId, office }: Account,
  line: { action: AccessAction; actorId: string; at: Date; reason?: string },
): Promise<void> {
  const { at, reason = null } = line;
  await tx.db.insert(AccessLineSchema, {
    ...line,
    id: newId(at.getTime()),
    office,
    accountId,
    reason,
  });
}
