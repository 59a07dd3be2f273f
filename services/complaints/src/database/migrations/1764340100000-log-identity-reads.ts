import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who read who a reporter is. Lines are only ever added, whoever is at the database. */
export class LogIdentityReads1764340100000 implements MigrationInterface {
  readonly name = 'LogIdentityReads1764340100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table identity_read (
        id uuid not null,
        office text not null,
        complaint_id uuid not null,
        account_id uuid not null,
        reason text not null,
        at timestamptz not null,
        constraint "identity_read_pkey" primary key (id)
      )`);
    await runner.query(`create index identity_read_by_office on identity_read (office, id)`);
    await runner.query(`
      create function identity_read_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'identity_read is append-only';
      end $$`);
    await runner.query(`
      create trigger identity_read_append_only before update or delete or truncate on identity_read
      for each statement execute function identity_read_is_append_only()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
