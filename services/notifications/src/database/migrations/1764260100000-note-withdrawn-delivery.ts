import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deliveries that were taken back before the order for their mail arrived here. */
export class NoteWithdrawnDelivery1764260100000 implements MigrationInterface {
  readonly name = 'NoteWithdrawnDelivery1764260100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table withdrawn_delivery (
        id uuid not null,
        constraint "withdrawn_delivery_pkey" primary key (id)
      )`);
    await runner.query(`create index message_by_cause on message (cause_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
