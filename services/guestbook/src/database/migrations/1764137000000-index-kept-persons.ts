import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the persons who are past their time without reading the visits whose person has gone already. */
export class IndexKeptPersons1764137000000 implements MigrationInterface {
  readonly name = 'IndexKeptPersons1764137000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index visit_person_kept on visit (office, checked_in_at) where person_erased_at is null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
