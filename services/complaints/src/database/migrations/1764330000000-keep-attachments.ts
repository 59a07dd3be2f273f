import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which files belong to which word of a case, and whether they may be fetched; the bytes lie elsewhere. */
export class KeepAttachments1764330000000 implements MigrationInterface {
  readonly name = 'KeepAttachments1764330000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table attachment (
        id uuid not null,
        office text not null,
        complaint_id uuid not null,
        message_id uuid not null,
        file_name_sealed text not null,
        media_type text not null,
        bytes int not null,
        sha256 text not null,
        state text not null,
        scanned boolean not null,
        added_at timestamptz not null,
        next_scan_at timestamptz,
        constraint "attachment_pkey" primary key (id)
      )`);
    await runner.query(
      `create unique index attachment_by_complaint on attachment (complaint_id, sha256)`,
    );
    await runner.query(`create index attachment_by_scan on attachment (next_scan_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
