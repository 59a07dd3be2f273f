import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row that every check-in locked until its commit; the outbox's own sequence says as much. */
export class DropQueueVersion1764000100000 implements MigrationInterface {
  readonly name = 'DropQueueVersion1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table queue_version`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
