import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which visit a title was used, something searched or a softcopy asked for, where it was in one. */
export class NoteVisitOfUse1764140100000 implements MigrationInterface {
  readonly name = 'NoteVisitOfUse1764140100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table reading_fact add visit_id uuid, add publication_id uuid`);
    await runner.query(`alter table search_fact add visit_id uuid`);
    await runner.query(`alter table delivery_fact add visit_id uuid`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
