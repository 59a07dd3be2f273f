import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Harvesters come back for what has changed since their last visit. */
export class IndexPublicationByChange1764230000000 implements MigrationInterface {
  readonly name = 'IndexPublicationByChange1764230000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index publication_by_change on publication (office, changed_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
