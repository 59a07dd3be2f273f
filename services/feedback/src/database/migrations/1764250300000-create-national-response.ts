import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Another instrument on another scale: in a table of its own, so that nobody adds the two up. */
export class CreateNationalResponse1764250300000 implements MigrationInterface {
  readonly name = 'CreateNationalResponse1764250300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table national_response (
        id uuid not null,
        office text not null,
        invitation_id uuid not null,
        scores jsonb not null,
        answered_at timestamptz not null,
        constraint "national_response_pkey" primary key (id)
      )`);
    await runner.query(`
      create unique index national_response_by_invitation on national_response (invitation_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
