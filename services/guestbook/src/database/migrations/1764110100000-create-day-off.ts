import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The office's days off with the decree each rests on, and the years whose list is in its hands. */
export class CreateDayOff1764110100000 implements MigrationInterface {
  readonly name = 'CreateDayOff1764110100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table day_off (
        office text not null,
        date date not null,
        name text not null,
        kind text not null,
        source text not null,
        verified_by uuid,
        verified_at timestamptz,
        added_by uuid,
        added_at timestamptz not null,
        constraint "day_off_pkey" primary key (office, date)
      )`);
    await runner.query(`
      create table calendar_year (
        office text not null,
        year int not null,
        complete boolean not null,
        source text not null,
        constraint "calendar_year_pkey" primary key (office, year)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
