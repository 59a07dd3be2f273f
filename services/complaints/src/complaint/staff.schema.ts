import { EntitySchema } from 'typeorm';
import type { Role } from '@pst/contracts';

/** What accounts announced of who works here; no name, no address. */
export interface StaffRow {
  readonly accountId: string;
  readonly office: string;
  readonly roles: Role[];
}

export const StaffSchema = new EntitySchema<StaffRow>({
  name: 'Staff',
  tableName: 'staff',
  columns: {
    accountId: {
      type: 'uuid',
      name: 'account_id',
      primary: true,
      primaryKeyConstraintName: 'staff_pkey',
    },
    office: { type: 'text' },
    roles: { type: 'text', array: true },
  },
});
