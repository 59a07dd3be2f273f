import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportFiles1764220200000 implements MigrationInterface {
  readonly name = 'ImportFiles1764220200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table import_job add column files boolean not null default false`);
    await runner.query(`alter table import_job alter column files drop default`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
