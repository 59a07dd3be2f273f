import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which edition of the words a mail was written. */
export class NoteEditionOfWords1764310300000 implements MigrationInterface {
  readonly name = 'NoteEditionOfWords1764310300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table message add edition int`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
