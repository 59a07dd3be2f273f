import { EntitySchema } from 'typeorm';
import type { identityReason, identityShown } from '@pst/contracts';
import type { z } from 'zod';

/** That somebody read who a reporter is, or words that were taken out of a case: a line that can be added and nothing else. */
export interface IdentityReadRow {
  readonly id: string;
  readonly office: string;
  readonly complaintId: string;
  readonly accountId: string;
  readonly shown: z.infer<typeof identityShown>;
  readonly reason: z.infer<typeof identityReason>;
  readonly at: Date;
}

export const IdentityReadSchema = new EntitySchema<IdentityReadRow>({
  name: 'IdentityRead',
  tableName: 'identity_read',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'identity_read_pkey' },
    office: { type: 'text' },
    complaintId: { type: 'uuid', name: 'complaint_id' },
    accountId: { type: 'uuid', name: 'account_id' },
    shown: { type: 'text' },
    reason: { type: 'text' },
    at: { type: 'timestamptz' },
  },
  indices: [{ name: 'identity_read_by_office', columns: ['office', 'id'] }],
});
