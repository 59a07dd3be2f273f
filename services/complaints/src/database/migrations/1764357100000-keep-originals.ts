import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepOriginals1764357100000 implements MigrationInterface {
  readonly name = 'KeepOriginals1764357100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table complaint add subject_original_sealed text`);
    await runner.query(`alter table complaint_message add original_sealed text`);
    await runner.query(`alter table identity_read add shown text not null default 'reporter'`);
    await runner.query(`alter table identity_read alter shown drop default`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
