import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePageText1764210100000 implements MigrationInterface {
  readonly name = 'CreatePageText1764210100000';

  async up(runner: QueryRunner): Promise<void> {
    // PDFs that are there already are read as if they had just come.
    await runner.query(
      `alter table softcopy add column text_state text not null default 'waiting'`,
    );
    await runner.query(`alter table softcopy alter column text_state drop default`);
    await runner.query(
      `create index softcopy_by_text_state on softcopy (id) where text_state = 'waiting'`,
    );
    await runner.query(`
      create table page_text (
        publication_id uuid not null,
        page int not null,
        softcopy_id uuid not null,
        office text not null,
        text text not null,
        search tsvector not null,
        constraint "page_text_pkey" primary key (publication_id, page)
      )`);
    await runner.query(`create index page_text_search on page_text using gin (search)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
