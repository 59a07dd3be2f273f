import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReadingPosition1764240100000 implements MigrationInterface {
  readonly name = 'CreateReadingPosition1764240100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reading_position (
        account_id uuid not null,
        publication_id uuid not null,
        office text not null,
        page int not null,
        kept_at timestamptz not null,
        constraint "reading_position_pkey" primary key (account_id, publication_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
