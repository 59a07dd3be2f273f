import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request that was made at a desk PC belongs to the visit of whoever sat there. */
export class NoteVisitOfRequest1764140200000 implements MigrationInterface {
  readonly name = 'NoteVisitOfRequest1764140200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table document_request add visit_id uuid`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
