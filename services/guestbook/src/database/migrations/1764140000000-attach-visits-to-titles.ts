import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The titles a visitor used: what the catalogue announced of publications and copies, softcopies read at
 * a desk PC, and one reader per copy at a time. A desk PC keeps the hash of its browser's token.
 */
export class AttachVisitsToTitles1764140000000 implements MigrationInterface {
  readonly name = 'AttachVisitsToTitles1764140000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table known_publication (
        id uuid not null,
        office text not null,
        title text not null,
        constraint "known_publication_pkey" primary key (id)
      )`);
    await runner.query(`
      create table known_copy (
        id uuid not null,
        office text not null,
        publication_id uuid not null,
        shelf_mark text not null,
        constraint "known_copy_pkey" primary key (id)
      )`);
    await runner.query(`
      create table softcopy_reading (
        id uuid not null,
        office text not null,
        visit_id uuid not null,
        publication_id uuid not null,
        read_at timestamptz not null,
        constraint "softcopy_reading_pkey" primary key (id)
      )`);
    await runner.query(`create index softcopy_reading_by_visit on softcopy_reading (visit_id)`);
    // A copy that somebody took after another one had come back to the shelf, unrecorded.
    await runner.query(`
      update reading set returned_at = later.started_at
      from reading later
      where later.copy_id = reading.copy_id and reading.returned_at is null
        and (later.started_at, later.id) > (reading.started_at, reading.id)`);
    await runner.query(`
      create unique index reading_open on reading (copy_id) where returned_at is null`);
    await runner.query(`create index reading_by_start on reading (office, started_at)`);
    await runner.query(`alter table workstation add session_hash text`);
    await runner.query(`
      create unique index workstation_by_session on workstation (session_hash)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
