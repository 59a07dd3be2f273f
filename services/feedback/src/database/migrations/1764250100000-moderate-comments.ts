import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whatever was written so far waits for a decision. */
export class ModerateComments1764250100000 implements MigrationInterface {
  readonly name = 'ModerateComments1764250100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table survey_response
      add moderation text, add moderated_at timestamptz, add moderated_by uuid`);
    await runner.query(`
      update survey_response set moderation = 'pending' where comment_sealed is not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
