import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request may be for some pages only; what a cover sheet says of their source is kept beside it. */
export class NotePagesOfRequest1764260000000 implements MigrationInterface {
  readonly name = 'NotePagesOfRequest1764260000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table document_request add page_ranges jsonb not null default '[]'`);
    await runner.query(`alter table document_request alter page_ranges drop default`);
    await runner.query(`alter table known_publication add year int, add publisher text`);
    await runner.query(`alter table known_softcopy add pages int`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
