import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who a case talks to by WhatsApp, which messages were heard, and what is on its way. */
export class TalkByWhatsapp1764270100000 implements MigrationInterface {
  readonly name = 'TalkByWhatsapp1764270100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table whatsapp_heard (
        office text not null,
        wamid text not null,
        primary key (office, wamid)
      )`);
    await runner.query(`
      create table whatsapp_thread (
        complaint_id uuid not null,
        office text not null,
        sender_index text not null,
        sender_sealed text not null,
        heard_at timestamptz not null,
        constraint "whatsapp_thread_pkey" primary key (complaint_id)
      )`);
    await runner.query(
      `create index whatsapp_thread_by_sender on whatsapp_thread (office, sender_index, heard_at)`,
    );
    await runner.query(`
      create table whatsapp_sending (
        id uuid not null,
        office text not null,
        complaint_id uuid not null,
        message_id uuid,
        words_sealed text,
        form text,
        state text not null,
        attempts int not null,
        next_attempt_at timestamptz,
        wamid text,
        failure text,
        created_at timestamptz not null,
        constraint "whatsapp_sending_pkey" primary key (id)
      )`);
    await runner.query(
      `create index whatsapp_sending_due on whatsapp_sending (state, next_attempt_at)`,
    );
    await runner.query(
      `create index whatsapp_sending_by_complaint on whatsapp_sending (complaint_id)`,
    );
    await runner.query(
      `create index whatsapp_sending_by_wamid on whatsapp_sending (office, wamid)`,
    );
    await runner.query(
      `create index whatsapp_sending_by_month on whatsapp_sending (office, created_at)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
