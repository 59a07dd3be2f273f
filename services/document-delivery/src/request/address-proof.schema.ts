import { EntitySchema } from 'typeorm';

/** An address that was named during a visit, and the code that only its reader can know. */
export interface AddressProofRow {
  /** Once used, it stands for the guest where an account would stand for its holder. */
  readonly id: string;
  readonly office: string;
  readonly visitId: string;
  readonly emailIndex: string;
  readonly codeIndex: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly tries: number;
  readonly usedAt: Date | null;
}

export const AddressProofSchema = new EntitySchema<AddressProofRow>({
  name: 'AddressProof',
  tableName: 'address_proof',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'address_proof_pkey' },
    office: { type: 'text' },
    visitId: { type: 'uuid', name: 'visit_id' },
    emailIndex: { type: 'text', name: 'email_index' },
    codeIndex: { type: 'text', name: 'code_index' },
    askedAt: { type: 'timestamptz', name: 'asked_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    tries: { type: 'int' },
    usedAt: { type: 'timestamptz', name: 'used_at', nullable: true },
  },
  indices: [
    { name: 'address_proof_by_email', columns: ['office', 'emailIndex', 'askedAt'] },
    { name: 'address_proof_by_visit', columns: ['office', 'visitId', 'askedAt'] },
  ],
});
