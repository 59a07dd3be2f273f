import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReadScans1764354100000 implements MigrationInterface {
  readonly name = 'ReadScans1764354100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table page_text add column text_from text not null default 'pdf'`);
    await runner.query(`alter table page_text alter column text_from drop default`);
    await runner.query(`update page_text set text_from = 'unread' where text = ''`);
    await runner.query(
      `create index page_text_unread on page_text (softcopy_id, page) where text_from = 'unread'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
