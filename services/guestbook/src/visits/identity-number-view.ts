import type { recordIdentityNumber, ReplyOf } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { IdentityNumberRow } from '../identity-number.schema.ts';
import type { IdentityNumbers } from '../identity-numbers.ts';
import { isFromKnownRegion, masked } from './domain/identity-number.ts';

/** A kept number as it may be seen: masked. */
export async function identityNumberView(
  tx: Pick<Tx, 'db'>,
  row: IdentityNumberRow,
  numbers: IdentityNumbers,
): Promise<ReplyOf<typeof recordIdentityNumber>> {
  const number = numbers.open(row);
  return {
    visitId: row.visitId,
    kind: row.kind,
    masked: masked(number),
    recordedAt: row.recordedAt.toISOString(),
    eraseAt: numbers.eraseAt(row).toISOString(),
    earlierVisits: await numbers.earlierVisits(tx, row),
    warnings: row.kind === 'ktp' && !isFromKnownRegion(number) ? ['region-unknown'] : [],
  };
}
