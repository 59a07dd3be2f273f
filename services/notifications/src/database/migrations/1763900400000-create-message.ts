import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMessage1763900400000 implements MigrationInterface {
  readonly name = 'CreateMessage1763900400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table message (
        id uuid not null,
        office text not null,
        template text not null,
        cause_kind text not null,
        cause_id uuid not null,
        sealed text,
        created_at timestamptz not null,
        status text not null,
        attempts int not null,
        sending_token text,
        sending_since timestamptz,
        next_attempt_at timestamptz,
        sent_at timestamptz,
        failure text,
        constraint "message_pkey" primary key (id)
      )`);
    await runner.query(`
      create index message_unsettled on message (status, next_attempt_at)
      where status in ('pending', 'sending')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
