import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who approved, the rule or an officer; and who may read a softcopy, by which the rule decides. */
export class NoteWhoApproved1764320100000 implements MigrationInterface {
  readonly name = 'NoteWhoApproved1764320100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table document_request add prepared_by_id uuid, add approved_by text`,
    );
    await runner.query(`alter table known_softcopy add access text`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
