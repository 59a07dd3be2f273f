import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccount1763900300000 implements MigrationInterface {
  readonly name = 'CreateAccount1763900300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        id uuid not null,
        office text not null,
        name_sealed text,
        email_sealed text,
        email_index text,
        email_verified_at timestamptz,
        language text not null,
        roles text array not null,
        password_hash text,
        created_at timestamptz not null,
        closed_at timestamptz,
        constraint "account_pkey" primary key (id)
      )`);
    await runner.query(`create unique index account_by_email on account (office, email_index)`);
    await runner.query(`
      create table single_use_link (
        secret_hash text not null,
        account_id uuid not null,
        purpose text not null,
        email_index text not null,
        password_hash text,
        name_sealed text,
        expires_at timestamptz not null,
        used_at timestamptz,
        constraint "single_use_link_pkey" primary key (secret_hash)
      )`);
    await runner.query(`create index single_use_link_by_account on single_use_link (account_id)`);
    await runner.query(`
      create table session (
        id uuid not null,
        office text not null,
        account_id uuid not null,
        client text not null,
        access_hash text not null,
        access_expires_at timestamptz not null,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        ended_at timestamptz,
        constraint "session_pkey" primary key (id)
      )`);
    await runner.query(`create unique index session_by_access on session (access_hash)`);
    await runner.query(`create index session_by_account on session (account_id)`);
    await runner.query(`
      create table refresh_token (
        token_hash text not null,
        session_id uuid not null,
        expires_at timestamptz not null,
        rotated_at timestamptz,
        constraint "refresh_token_pkey" primary key (token_hash)
      )`);
    await runner.query(`create index refresh_token_by_session on refresh_token (session_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
