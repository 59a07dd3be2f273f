import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRecentReading1764240000000 implements MigrationInterface {
  readonly name = 'CreateRecentReading1764240000000';

  async up(runner: QueryRunner): Promise<void> {
    // Half a minute of memory: not worth a place in the log, and in no copy made from it.
    await runner.query(`
      create unlogged table recent_reading (
        softcopy_id uuid not null,
        reader text not null,
        at timestamptz not null,
        primary key (softcopy_id, reader)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
