import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wrote down what came on paper, and who held it against the paper. */
export class CheckTranscripts1764330200000 implements MigrationInterface {
  readonly name = 'CheckTranscripts1764330200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table complaint
        add transcribed_by uuid,
        add checked_by uuid,
        add checked_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
