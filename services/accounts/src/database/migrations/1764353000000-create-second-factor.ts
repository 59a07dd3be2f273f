import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The second step of a sign-in, and the journal of who changed how an account is signed in to. */
export class CreateSecondFactor1764353000000 implements MigrationInterface {
  readonly name = 'CreateSecondFactor1764353000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table account add second_factor_since timestamptz`);
    await runner.query(`
      create table authenticator (
        account_id uuid not null,
        secret_sealed text,
        last_step int,
        pending_sealed text,
        pending_until timestamptz,
        wrong_codes int not null,
        rests_until timestamptz,
        constraint "authenticator_pkey" primary key (account_id)
      )`);
    await runner.query(`
      create table recovery_code (
        account_id uuid not null,
        code_hash text not null,
        used_at timestamptz,
        constraint "recovery_code_pkey" primary key (account_id, code_hash)
      )`);
    await runner.query(`
      create table access_line (
        id uuid not null,
        office text not null,
        at timestamptz not null,
        action text not null,
        account_id uuid not null,
        actor_id uuid not null,
        reason text,
        constraint "access_line_pkey" primary key (id)
      )`);
    await runner.query(`create index access_line_by_office on access_line (office, id)`);
    await runner.query(`
      create function access_line_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'access_line is append-only';
      end $$`);
    await runner.query(`
      create trigger access_line_append_only before update or delete or truncate on access_line
      for each statement execute function access_line_is_append_only()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
