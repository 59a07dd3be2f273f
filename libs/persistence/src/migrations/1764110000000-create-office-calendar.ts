import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest calendar of the office that this service has heard of: what its processes start with. */
export class CreateOfficeCalendar1764110000000 implements MigrationInterface {
  readonly name = 'CreateOfficeCalendar1764110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table office_calendar (
        office text primary key,
        version int not null,
        days jsonb not null
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
