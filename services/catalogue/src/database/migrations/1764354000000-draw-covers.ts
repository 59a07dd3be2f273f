import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DrawCovers1764354000000 implements MigrationInterface {
  readonly name = 'DrawCovers1764354000000';

  async up(runner: QueryRunner): Promise<void> {
    // What is there already is drawn after the update.
    await runner.query(`
      alter table softcopy
        add column cover_state text not null default 'waiting',
        add column cover_key text,
        add column cover_bytes int,
        add column cover_sha256 text`);
    await runner.query(`alter table softcopy alter column cover_state drop default`);
    await runner.query(
      `create index softcopy_by_cover_state on softcopy (id) where cover_state = 'waiting'`,
    );
    await runner.query(
      `alter table publication add column has_cover boolean not null default false`,
    );
    await runner.query(`alter table publication alter column has_cover drop default`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
