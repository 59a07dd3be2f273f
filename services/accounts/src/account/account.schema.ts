import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Account } from './domain/account.ts';
import { Session } from './domain/session.ts';
import { SingleUseLink } from './domain/single-use-link.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };

export const AccountSchema = new EntitySchema<Account>({
  name: 'Account',
  target: Account,
  tableName: 'account',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'account_pkey' },
    office: text,
    nameSealed: { ...optionalText, name: 'name_sealed' },
    emailSealed: { ...optionalText, name: 'email_sealed' },
    emailIndex: { ...optionalText, name: 'email_index' },
    emailVerifiedAt: { ...optionalInstant, name: 'email_verified_at' },
    language: text,
    roles: { type: 'text', array: true },
    passwordHash: { ...optionalText, name: 'password_hash' },
    secondFactorSince: { ...optionalInstant, name: 'second_factor_since' },
    singleSignOnSince: { ...optionalInstant, name: 'single_sign_on_since' },
    createdAt: { ...instant, name: 'created_at' },
    closedAt: { ...optionalInstant, name: 'closed_at' },
  },
  indices: [{ name: 'account_by_email', columns: ['office', 'emailIndex'], unique: true }],
});

export const SingleUseLinkSchema = new EntitySchema<SingleUseLink>({
  name: 'SingleUseLink',
  target: SingleUseLink,
  tableName: 'single_use_link',
  columns: {
    secretHash: {
      ...text,
      name: 'secret_hash',
      primary: true,
      primaryKeyConstraintName: 'single_use_link_pkey',
    },
    accountId: { type: 'uuid', name: 'account_id' },
    purpose: text,
    emailIndex: { ...text, name: 'email_index' },
    passwordHash: { ...optionalText, name: 'password_hash' },
    nameSealed: { ...optionalText, name: 'name_sealed' },
    expiresAt: { ...instant, name: 'expires_at' },
    usedAt: { ...optionalInstant, name: 'used_at' },
  },
  indices: [{ name: 'single_use_link_by_account', columns: ['accountId'] }],
});

export const SessionSchema = new EntitySchema<Session>({
  name: 'Session',
  target: Session,
  tableName: 'session',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'session_pkey' },
    office: text,
    accountId: { type: 'uuid', name: 'account_id' },
    client: text,
    accessHash: { ...text, name: 'access_hash' },
    issuerSession: { ...optionalText, name: 'issuer_session' },
    accessExpiresAt: { ...instant, name: 'access_expires_at' },
    createdAt: { ...instant, name: 'created_at' },
    lastSeenAt: { ...instant, name: 'last_seen_at' },
    endedAt: { ...optionalInstant, name: 'ended_at' },
  },
  indices: [
    { name: 'session_by_access', columns: ['accessHash'], unique: true },
    { name: 'session_by_account', columns: ['accountId'] },
    { name: 'session_by_issuer', columns: ['issuerSession'] },
  ],
});

/** One refresh token of a session; kept after its exchange, because its return means theft. */
export interface RefreshTokenRow {
  readonly tokenHash: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly rotatedAt: Date | null;
}

export const RefreshTokenSchema = new EntitySchema<RefreshTokenRow>({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  columns: {
    tokenHash: {
      ...text,
      name: 'token_hash',
      primary: true,
      primaryKeyConstraintName: 'refresh_token_pkey',
    },
    sessionId: { type: 'uuid', name: 'session_id' },
    expiresAt: { ...instant, name: 'expires_at' },
    rotatedAt: { ...optionalInstant, name: 'rotated_at' },
  },
  indices: [{ name: 'refresh_token_by_session', columns: ['sessionId'] }],
});
