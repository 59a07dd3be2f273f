import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of WhatsApp messages that are still to be fetched; a row is gone once its file is here. */
export class FetchWhatsappMedia1764330100000 implements MigrationInterface {
  readonly name = 'FetchWhatsappMedia1764330100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table whatsapp_media (
        id uuid not null,
        office text not null,
        complaint_id uuid not null,
        message_id uuid not null,
        media_id text not null,
        sha256 text not null,
        file_name_sealed text not null,
        attempts int not null,
        next_attempt_at timestamptz not null,
        constraint "whatsapp_media_pkey" primary key (id)
      )`);
    await runner.query(`create index whatsapp_media_due on whatsapp_media (next_attempt_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
