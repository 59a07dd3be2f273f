import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the mailbox to which mails come back is read. */
export class FollowMailbox1764310000000 implements MigrationInterface {
  readonly name = 'FollowMailbox1764310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mailbox (
        office text not null,
        name text not null,
        first_validity text not null,
        uid_validity text not null,
        last_uid bigint not null,
        followed_since timestamptz not null,
        primary key (office, name)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
