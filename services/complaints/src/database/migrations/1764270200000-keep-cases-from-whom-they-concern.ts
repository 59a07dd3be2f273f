import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a case is about, and who alone handles a supervisory one. */
export class KeepCasesFromWhomTheyConcern1764270200000 implements MigrationInterface {
  readonly name = 'KeepCasesFromWhomTheyConcern1764270200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table complaint
        add concerns_ids uuid[] not null default '{}',
        add entrusted_ids uuid[] not null default '{}'`);
    await runner.query(`
      alter table complaint
        alter concerns_ids drop default,
        alter entrusted_ids drop default`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
