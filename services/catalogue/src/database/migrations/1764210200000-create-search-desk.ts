import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSearchDesk1764210200000 implements MigrationInterface {
  readonly name = 'CreateSearchDesk1764210200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table synonym_table (
        office text not null,
        groups jsonb not null,
        version int not null,
        changed_at timestamptz not null,
        changed_by uuid not null,
        constraint "synonym_table_pkey" primary key (office)
      )`);
    await runner.query(`
      create table unanswered_query (
        office text not null,
        words text not null,
        times int not null,
        last_asked_at timestamptz not null,
        constraint "unanswered_query_pkey" primary key (office, words)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
