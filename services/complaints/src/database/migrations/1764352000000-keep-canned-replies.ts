import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An office's own canned replies, as one table that is read and put back as a whole. */
export class KeepCannedReplies1764352000000 implements MigrationInterface {
  readonly name = 'KeepCannedReplies1764352000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reply_table (
        office text not null,
        replies jsonb not null,
        version int not null,
        changed_at timestamptz not null,
        changed_by uuid not null,
        constraint "reply_table_pkey" primary key (office)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
