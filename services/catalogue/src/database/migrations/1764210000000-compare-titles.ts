import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CompareTitles1764210000000 implements MigrationInterface {
  readonly name = 'CompareTitles1764210000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table publication add column title_key text`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
