import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFollowUp1764250200000 implements MigrationInterface {
  readonly name = 'CreateFollowUp1764250200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table follow_up (
        id uuid not null,
        office text not null,
        element text not null,
        action text not null,
        owner text not null,
        due_on date not null,
        planned_at timestamptz not null,
        planned_by uuid not null,
        completed_at timestamptz,
        constraint "follow_up_pkey" primary key (id)
      )`);
    await runner.query(`create index follow_up_by_date on follow_up (office, due_on)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
