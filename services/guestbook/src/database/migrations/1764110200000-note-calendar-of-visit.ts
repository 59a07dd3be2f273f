import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which version of the office's calendar a visit's promises were reckoned. */
export class NoteCalendarOfVisit1764110200000 implements MigrationInterface {
  readonly name = 'NoteCalendarOfVisit1764110200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table visit add calendar_version int not null default 0`);
    await runner.query(`alter table visit alter calendar_version drop default`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
