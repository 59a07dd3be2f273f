import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the mail of a request did not arrive, as a code: its reader can mend an address, not a server. */
export class NoteFailureOfRequest1764310100000 implements MigrationInterface {
  readonly name = 'NoteFailureOfRequest1764310100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table document_request add failure text`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
