import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers of shown cards, sealed, where an office keeps them at all; the row goes with its retention. */
export class CreateIdentityNumber1764135100000 implements MigrationInterface {
  readonly name = 'CreateIdentityNumber1764135100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table identity_number (
        visit_id uuid not null,
        office text not null,
        kind text not null,
        number_sealed text not null,
        number_index text not null,
        recorded_at timestamptz not null,
        constraint "identity_number_pkey" primary key (visit_id)
      )`);
    await runner.query(`
      create index identity_number_by_index on identity_number (office, number_index)`);
    await runner.query(`create index identity_number_by_age on identity_number (recorded_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
