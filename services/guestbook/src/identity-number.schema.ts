import type { CheckIn } from '@pst/contracts';
import { EntitySchema } from 'typeorm';

/** The number of the card that was shown at a visit; there is no row where none is kept. */
export interface IdentityNumberRow {
  readonly visitId: string;
  readonly office: string;
  readonly kind: CheckIn['identityKind'];
  readonly numberSealed: string;
  /** Keyed: a NIK has so few unknown digits that a bare hash of it could be tried out. */
  readonly numberIndex: string;
  readonly recordedAt: Date;
}

export const IdentityNumberSchema = new EntitySchema<IdentityNumberRow>({
  name: 'IdentityNumber',
  tableName: 'identity_number',
  columns: {
    visitId: {
      type: 'uuid',
      name: 'visit_id',
      primary: true,
      primaryKeyConstraintName: 'identity_number_pkey',
    },
    office: { type: 'text' },
    kind: { type: 'text' },
    numberSealed: { type: 'text', name: 'number_sealed' },
    numberIndex: { type: 'text', name: 'number_index' },
    recordedAt: { type: 'timestamptz', name: 'recorded_at' },
  },
  indices: [
    { name: 'identity_number_by_index', columns: ['office', 'numberIndex'] },
    { name: 'identity_number_by_age', columns: ['recordedAt'] },
  ],
});
