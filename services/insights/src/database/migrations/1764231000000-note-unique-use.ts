import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a use was the reader's first of the softcopy in the hour; older uses do not know. */
export class NoteUniqueUse1764231000000 implements MigrationInterface {
  readonly name = 'NoteUniqueUse1764231000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table reading_fact add first_in_hour boolean`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
