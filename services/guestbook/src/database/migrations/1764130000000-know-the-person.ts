import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a visitor said of themselves is kept sealed, found again by keyed hashes, and can go: the columns
 * of a person become null when the person is erased, codes and times stay. Institutions get their book.
 */
export class KnowThePerson1764130000000 implements MigrationInterface {
  readonly name = 'KnowThePerson1764130000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table visit
        alter name_sealed drop not null,
        alter institution_sealed drop not null,
        add profile_sealed text,
        add email_index text,
        add phone_index text,
        add institution_index text,
        add institution_id uuid,
        add person_erased_at timestamptz`);
    await runner.query(`
      create index visit_by_email on visit (office, email_index, checked_in_at)
      where email_index is not null`);
    await runner.query(`
      create index visit_by_phone on visit (office, phone_index, checked_in_at)
      where phone_index is not null`);
    await runner.query(`
      create index visit_by_spelling on visit (office, institution_index)
      where institution_index is not null`);
    await runner.query(`
      create index visit_by_institution on visit (institution_id) where institution_id is not null`);
    await runner.query(`
      create table institution (
        id uuid not null,
        office text not null,
        name text not null,
        spelling text not null,
        category text not null,
        approved_at timestamptz not null,
        constraint "institution_pkey" primary key (id)
      )`);
    await runner.query(`create index institution_by_office on institution (office)`);
    await runner.query(`
      create table institution_spelling (
        office text not null,
        key text not null,
        institution_id uuid not null,
        constraint "institution_spelling_pkey" primary key (office, key)
      )`);
    await runner.query(`
      create index institution_spelling_by_institution on institution_spelling (institution_id)`);
    // Typing errors: similarity by trigrams, as in the catalogue.
    await runner.query(`create extension if not exists pg_trgm`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
