import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePublication1763900700000 implements MigrationInterface {
  readonly name = 'CreatePublication1763900700000';

  async up(runner: QueryRunner): Promise<void> {
    // A trusted extension: the database's owner may create it.
    await runner.query(`create extension if not exists pg_trgm`);
    await runner.query(`
      create table publication (
        id uuid not null,
        office text not null,
        source text,
        source_id text,
        fingerprint text not null,
        title text not null,
        series text,
        year int,
        abstract text,
        subjects text array not null,
        area text,
        area_name text,
        kind text not null,
        language text not null,
        issn text,
        isbn text,
        catalogue_number text,
        publication_number text,
        released_on date,
        authors text array not null,
        publisher text,
        licence text,
        withdrawn boolean not null,
        added_at timestamptz not null,
        changed_at timestamptz not null,
        hardcopies int not null,
        softcopy_pages int,
        search tsvector,
        constraint "publication_pkey" primary key (id)
      )`);
    await runner.query(
      `create unique index publication_by_source on publication (office, source, source_id)`,
    );
    await runner.query(`create index publication_by_year on publication (office, year, id)`);
    await runner.query(`create index publication_search on publication using gin (search)`);
    await runner.query(`
      create table copy (
        id uuid not null,
        office text not null,
        publication_id uuid not null,
        shelf_mark text not null,
        condition text not null,
        constraint "copy_pkey" primary key (id)
      )`);
    await runner.query(`create index copy_by_publication on copy (publication_id)`);
    await runner.query(`
      create table softcopy (
        id uuid not null,
        office text not null,
        publication_id uuid not null,
        version int not null,
        bytes int not null,
        pages int not null,
        sha256 text not null,
        access text not null,
        object_key text not null,
        file_name text not null,
        added_at timestamptz not null,
        constraint "softcopy_pkey" primary key (id)
      )`);
    await runner.query(
      `create unique index softcopy_by_publication on softcopy (publication_id, version)`,
    );
    // Every word of the catalogue, for "did you mean".
    await runner.query(`
      create table search_word (
        office text not null,
        word text not null,
        primary key (office, word)
      )`);
    await runner.query(
      `create index search_word_alike on search_word using gin (word gin_trgm_ops)`,
    );
    await runner.query(`
      create table import_job (
        id uuid not null,
        office text not null,
        source text not null,
        domain text not null,
        dry_run boolean not null,
        payload text,
        state text not null,
        total int,
        processed int not null,
        added int not null,
        changed int not null,
        unchanged int not null,
        refused int not null,
        errors jsonb not null,
        started_at timestamptz,
        finished_at timestamptz,
        constraint "import_job_pkey" primary key (id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
