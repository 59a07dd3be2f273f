import { EntitySchema } from 'typeorm';

/** A sign-in that is under way at the issuer, for ten minutes and once. */
export interface SingleSignOnAttempt {
  readonly stateHash: string;
  /** Hash of what the browser that began it holds. */
  readonly attemptHash: string;
  readonly office: string;
  /** State, nonce and PKCE verifier. */
  readonly secretsSealed: string;
  /** The account whose owner links it, with their password. */
  readonly linksAccountId: string | null;
  /** The invitation that is completed by it. */
  readonly invitationHash: string | null;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export const SingleSignOnAttemptSchema = new EntitySchema<SingleSignOnAttempt>({
  name: 'SingleSignOnAttempt',
  tableName: 'single_sign_on_attempt',
  columns: {
    stateHash: {
      type: 'text',
      name: 'state_hash',
      primary: true,
      primaryKeyConstraintName: 'single_sign_on_attempt_pkey',
    },
    attemptHash: { type: 'text', name: 'attempt_hash' },
    office: { type: 'text' },
    secretsSealed: { type: 'text', name: 'secrets_sealed' },
    linksAccountId: { type: 'uuid', name: 'links_account_id', nullable: true },
    invitationHash: { type: 'text', name: 'invitation_hash', nullable: true },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    usedAt: { type: 'timestamptz', name: 'used_at', nullable: true },
  },
});

/** Which account an identity at the issuer opens: one each, in one office. */
export interface LinkedIdentity {
  readonly office: string;
  /** Keyed hash of issuer and subject. */
  readonly identity: string;
  readonly accountId: string;
}

export const LinkedIdentitySchema = new EntitySchema<LinkedIdentity>({
  name: 'LinkedIdentity',
  tableName: 'linked_identity',
  columns: {
    office: { type: 'text', primary: true, primaryKeyConstraintName: 'linked_identity_pkey' },
    identity: { type: 'text', primary: true, primaryKeyConstraintName: 'linked_identity_pkey' },
    accountId: { type: 'uuid', name: 'account_id' },
  },
  indices: [{ name: 'linked_identity_by_account', columns: ['accountId'], unique: true }],
});
