import type { AccessAction } from '@pst/contracts';
import { EntitySchema } from 'typeorm';
import { Authenticator } from './domain/authenticator.ts';

export const AuthenticatorSchema = new EntitySchema<Authenticator>({
  name: 'Authenticator',
  target: Authenticator,
  tableName: 'authenticator',
  columns: {
    accountId: {
      type: 'uuid',
      name: 'account_id',
      primary: true,
      primaryKeyConstraintName: 'authenticator_pkey',
    },
    secretSealed: { type: 'text', name: 'secret_sealed', nullable: true },
    lastStep: { type: 'int', name: 'last_step', nullable: true },
    pendingSealed: { type: 'text', name: 'pending_sealed', nullable: true },
    pendingUntil: { type: 'timestamptz', name: 'pending_until', nullable: true },
    wrongCodes: { type: 'int', name: 'wrong_codes' },
    restsUntil: { type: 'timestamptz', name: 'rests_until', nullable: true },
  },
});

/** One recovery code, of which a keyed hash is kept. */
export interface RecoveryCodeRow {
  readonly accountId: string;
  readonly codeHash: string;
  readonly usedAt: Date | null;
}

export const RecoveryCodeSchema = new EntitySchema<RecoveryCodeRow>({
  name: 'RecoveryCode',
  tableName: 'recovery_code',
  columns: {
    accountId: {
      type: 'uuid',
      name: 'account_id',
      primary: true,
      primaryKeyConstraintName: 'recovery_code_pkey',
    },
    codeHash: {
      type: 'text',
      name: 'code_hash',
      primary: true,
      primaryKeyConstraintName: 'recovery_code_pkey',
    },
    usedAt: { type: 'timestamptz', name: 'used_at', nullable: true },
  },
});

/** One change of the ways into an account; lines are added and never touched again. */
export interface AccessLine {
  readonly id: string;
  readonly office: string;
  readonly at: Date;
  readonly action: AccessAction;
  readonly accountId: string;
  readonly actorId: string;
  /** A code, never somebody's words. */
  readonly reason: string | null;
}

export const AccessLineSchema = new EntitySchema<AccessLine>({
  name: 'AccessLine',
  tableName: 'access_line',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'access_line_pkey' },
    office: { type: 'text' },
    at: { type: 'timestamptz' },
    action: { type: 'text' },
    accountId: { type: 'uuid', name: 'account_id' },
    actorId: { type: 'uuid', name: 'actor_id' },
    reason: { type: 'text', nullable: true },
  },
  indices: [{ name: 'access_line_by_office', columns: ['office', 'id'] }],
});
