import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works here and as what, by id: whom to remind of a date and whom to tell that one passed. */
export class KnowStaff1764340000000 implements MigrationInterface {
  readonly name = 'KnowStaff1764340000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table staff (
        account_id uuid not null,
        office text not null,
        roles text[] not null,
        constraint "staff_pkey" primary key (account_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
