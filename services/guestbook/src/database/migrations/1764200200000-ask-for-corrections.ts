import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person wants to have put right, until it is decided. */
export class AskForCorrections1764200200000 implements MigrationInterface {
  readonly name = 'AskForCorrections1764200200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table privacy_request add correction_sealed text`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
