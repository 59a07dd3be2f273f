import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who read who a reporter is, as a chain: a line that is changed at the database breaks it. */
export class CreateAudit1764356000000 implements MigrationInterface {
  readonly name = 'CreateAudit1764356000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_line (
        office text not null,
        seq int not null,
        at timestamptz not null,
        action text not null,
        actor_id uuid,
        subject_id uuid not null,
        reason text,
        hash text not null,
        constraint "audit_line_pkey" primary key (office, seq)
      )`);
    await runner.query(`
      create table audit_head (
        office text not null,
        seq int not null,
        hash text not null,
        constraint "audit_head_pkey" primary key (office)
      )`);
    await runner.query(`
      create function audit_line_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'audit_line is append-only';
      end $$`);
    await runner.query(`
      create trigger audit_line_append_only before update or delete or truncate on audit_line
      for each statement execute function audit_line_is_append_only()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
