import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests of persons without an e-mail address: the card that was seen, and the visits they named. */
export class FileRequestsAtTheDesk1764300100000 implements MigrationInterface {
  readonly name = 'FileRequestsAtTheDesk1764300100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table privacy_request add identity_kind text, add visit_ids uuid[] not null default '{}'`,
    );
    await runner.query(`alter table privacy_request alter visit_ids drop default`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
