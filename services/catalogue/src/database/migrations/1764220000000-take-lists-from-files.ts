import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TakeListsFromFiles1764220000000 implements MigrationInterface {
  readonly name = 'TakeListsFromFiles1764220000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table import_job drop column payload, add column object_key text`);
    await runner.query(`alter table copy add column label text`);
    await runner.query(`create unique index copy_by_label on copy (office, label)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
