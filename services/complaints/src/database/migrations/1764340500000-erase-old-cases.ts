import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a case's person and texts went, and why one is kept beyond its time. */
export class EraseOldCases1764340500000 implements MigrationInterface {
  readonly name = 'EraseOldCases1764340500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table complaint
        alter subject_sealed drop not null,
        add hold jsonb,
        add erased_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
