import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which version of the office's calendar a request's promise was reckoned. */
export class NoteCalendarOfRequest1764110600000 implements MigrationInterface {
  readonly name = 'NoteCalendarOfRequest1764110600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table document_request add calendar_version int not null default 0`);
    await runner.query(`alter table document_request alter calendar_version drop default`);
    await runner.query(`
      create index document_request_unsettled on document_request (office, calendar_version)
      where state in ('submitted', 'revision-asked', 'sending', 'failed')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
