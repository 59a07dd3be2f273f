import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders in which the search walks when a word is in nearly every record; see ADR 16. */
export class WalkEditions1764210300000 implements MigrationInterface {
  readonly name = 'WalkEditions1764210300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index publication_by_edition
       on publication (office, (coalesce(year, 0)), id) where not withdrawn`,
    );
    await runner.query(
      `create index publication_by_area
       on publication (office, area, (coalesce(year, 0)), id) where not withdrawn`,
    );
    await runner.query(`create index publication_by_title on publication (office, title_key)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
