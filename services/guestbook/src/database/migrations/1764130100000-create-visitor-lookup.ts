import type { MigrationInterface, QueryRunner } from 'typeorm';

/** "I have been here before", until the mailed code is shown or its minutes are over. */
export class CreateVisitorLookup1764130100000 implements MigrationInterface {
  readonly name = 'CreateVisitorLookup1764130100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table visitor_lookup (
        id uuid not null,
        office text not null,
        by text not null,
        contact_index text not null,
        language text not null,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        decided_at timestamptz,
        visit_id uuid,
        code_index text,
        tries int not null,
        used_at timestamptz,
        constraint "visitor_lookup_pkey" primary key (id)
      )`);
    await runner.query(`
      create index visitor_lookup_by_contact on visitor_lookup (office, contact_index, asked_at)`);
    await runner.query(`
      create index visitor_lookup_undecided on visitor_lookup (asked_at) where decided_at is null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
