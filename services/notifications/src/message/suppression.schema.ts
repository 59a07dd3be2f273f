import type { liftReason, SuppressionReason } from '@pst/contracts';
import { EntitySchema } from 'typeorm';
import type { z } from 'zod';

/** An address that gets no mail: since when, why and until when, and who took it off the list again. */
export interface SuppressionRow {
  readonly id: string;
  readonly office: string;
  readonly addressIndex: string;
  /** Null where no report spelled it, and once it was lifted. */
  readonly addressSealed: string | null;
  readonly reason: SuppressionReason;
  /** The mail that came back, or by which its reader declined more. */
  readonly messageId: string;
  readonly since: Date;
  /** Null: until it is lifted. */
  readonly until: Date | null;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  readonly liftReason: z.output<typeof liftReason> | null;
}

export const SuppressionSchema = new EntitySchema<SuppressionRow>({
  name: 'Suppression',
  tableName: 'suppression',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'suppression_pkey' },
    office: { type: 'text' },
    addressIndex: { type: 'text', name: 'address_index' },
    addressSealed: { type: 'text', nullable: true, name: 'address_sealed' },
    reason: { type: 'text' },
    messageId: { type: 'uuid', name: 'message_id' },
    since: { type: 'timestamptz' },
    until: { type: 'timestamptz', nullable: true },
    liftedAt: { type: 'timestamptz', nullable: true, name: 'lifted_at' },
    liftedBy: { type: 'uuid', nullable: true, name: 'lifted_by' },
    liftReason: { type: 'text', nullable: true, name: 'lift_reason' },
  },
  indices: [
    // Partial; its condition lives in the migration.
    { name: 'suppression_in_force', synchronize: false },
  ],
});
