import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To whom a case went on, under which number, and the proof. */
export class HandOver1764340400000 implements MigrationInterface {
  readonly name = 'HandOver1764340400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table complaint add handed_over jsonb`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
