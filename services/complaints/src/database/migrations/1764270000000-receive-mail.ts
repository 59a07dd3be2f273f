import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each mailbox is read, and what became of each mail; nothing of what it says or of whom. */
export class ReceiveMail1764270000000 implements MigrationInterface {
  readonly name = 'ReceiveMail1764270000000';

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
    await runner.query(`
      create table incoming_mail (
        id uuid not null,
        office text not null,
        fingerprint text not null,
        sender_index text,
        received_at timestamptz not null,
        outcome text not null,
        complaint_id uuid,
        acknowledged boolean not null,
        constraint "incoming_mail_pkey" primary key (id)
      )`);
    await runner.query(
      `create unique index incoming_mail_by_fingerprint on incoming_mail (office, fingerprint)`,
    );
    await runner.query(
      `create index incoming_mail_by_sender on incoming_mail (office, sender_index, received_at)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
