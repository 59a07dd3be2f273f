import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Positions are drawn in another order than transactions commit, so who reads on from a remembered place
 * goes by transaction first.
 */
export class OrderEventsByCommit1764355000000 implements MigrationInterface {
  readonly name = 'OrderEventsByCommit1764355000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index received_event_by_xid on received_event (xid, position)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
