import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the files behind a link were opened, and when last. */
export class CountOpenings1764320200000 implements MigrationInterface {
  readonly name = 'CountOpenings1764320200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table delivery add opens int not null default 0, add last_opened_at timestamptz`,
    );
    await runner.query(`alter table delivery alter opens drop default`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
