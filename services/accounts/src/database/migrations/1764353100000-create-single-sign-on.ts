import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attempts at the issuer, and which account an identity there opens; of both, hashes. */
export class CreateSingleSignOn1764353100000 implements MigrationInterface {
  readonly name = 'CreateSingleSignOn1764353100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table account add single_sign_on_since timestamptz`);
    await runner.query(`alter table session add issuer_session text`);
    await runner.query(`create index session_by_issuer on session (issuer_session)`);
    await runner.query(`
      create table single_sign_on_attempt (
        state_hash text not null,
        attempt_hash text not null,
        office text not null,
        secrets_sealed text not null,
        links_account_id uuid,
        invitation_hash text,
        expires_at timestamptz not null,
        used_at timestamptz,
        constraint "single_sign_on_attempt_pkey" primary key (state_hash)
      )`);
    await runner.query(`
      create table linked_identity (
        office text not null,
        identity text not null,
        account_id uuid not null,
        constraint "linked_identity_pkey" primary key (office, identity)
      )`);
    await runner.query(
      `create unique index linked_identity_by_account on linked_identity (account_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
