import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWorkstation1763900200000 implements MigrationInterface {
  readonly name = 'CreateWorkstation1763900200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workstation (
        id uuid not null,
        office text not null,
        name text not null,
        state text not null,
        visit_id uuid,
        since timestamptz not null,
        constraint "workstation_pkey" primary key (id)
      )`);
    await runner.query(`create unique index workstation_by_name on workstation (office, name)`);
    await runner.query(`
      create table reading (
        id uuid not null,
        office text not null,
        visit_id uuid not null,
        copy_id uuid not null,
        started_at timestamptz not null,
        returned_at timestamptz,
        constraint "reading_pkey" primary key (id)
      )`);
    await runner.query(`create index reading_by_visit on reading (visit_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
