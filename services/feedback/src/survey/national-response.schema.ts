import { EntitySchema } from 'typeorm';

/** Answers to the national survey: 1 to 10 for each of its items, without anything of a person. */
export interface NationalResponseRow {
  readonly id: string;
  readonly office: string;
  readonly invitationId: string;
  readonly scores: Record<string, number>;
  readonly answeredAt: Date;
}

export const NationalResponseSchema = new EntitySchema<NationalResponseRow>({
  name: 'NationalResponse',
  tableName: 'national_response',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'national_response_pkey' },
    office: { type: 'text' },
    invitationId: { type: 'uuid', name: 'invitation_id' },
    scores: { type: 'jsonb' },
    answeredAt: { type: 'timestamptz', name: 'answered_at' },
  },
  indices: [{ name: 'national_response_by_invitation', columns: ['invitationId'], unique: true }],
});
