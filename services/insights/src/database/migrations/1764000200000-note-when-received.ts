import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the event was taken in, beside when it happened: the lag between the two is a budget. */
export class NoteWhenReceived1764000200000 implements MigrationInterface {
  readonly name = 'NoteWhenReceived1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table received_event add received_at timestamptz not null default clock_timestamp()`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
