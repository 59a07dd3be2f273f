import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which case another one is handled with. */
export class MergeComplaints1764330300000 implements MigrationInterface {
  readonly name = 'MergeComplaints1764330300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table complaint add merged_into uuid`);
    await runner.query(`create index complaint_by_lead on complaint (merged_into)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
