import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one-time link by which a person fetches the copy of what is kept of them. */
export class HandOutCopies1764200100000 implements MigrationInterface {
  readonly name = 'HandOutCopies1764200100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table privacy_request add copy_hash text, add copy_expires_at timestamptz`);
    await runner.query(
      `create unique index privacy_request_by_copy on privacy_request (copy_hash)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
