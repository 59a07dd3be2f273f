import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RedactComments1764357000000 implements MigrationInterface {
  readonly name = 'RedactComments1764357000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table survey_response add redacted_sealed text`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
