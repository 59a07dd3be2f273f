import type { listSuppressions, ReplyOf } from '@pst/contracts';
import type { PersonalData } from '@pst/security';
import type { SuppressionRow } from './suppression.schema.ts';
import { suppressedIn } from './suppressions.ts';

/** A suppressed address as the desk sees it. */
export const suppressionView = (
  row: SuppressionRow,
  personal: PersonalData,
): ReplyOf<typeof listSuppressions>['items'][number] => ({
  id: row.id,
  address: row.addressSealed && personal.open(row.addressSealed, suppressedIn(row.id)),
  reason: row.reason,
  since: row.since.toISOString(),
  until: row.until?.toISOString() ?? null,
  liftedAt: row.liftedAt?.toISOString() ?? null,
  liftReason: row.liftReason,
});
