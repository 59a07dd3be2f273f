import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDocumentRequest1763900600000 implements MigrationInterface {
  readonly name = 'CreateDocumentRequest1763900600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table document_request (
        id uuid not null,
        office text not null,
        number text not null,
        account_id uuid not null,
        language text not null,
        publication_ids uuid array not null,
        purpose text not null,
        channel text not null,
        submitted_at timestamptz not null,
        due_at timestamptz not null,
        name_sealed text,
        email_sealed text,
        description_sealed text,
        note_sealed text,
        answer_sealed text,
        state text not null,
        decline_reason text,
        delivered_at timestamptz,
        constraint "document_request_pkey" primary key (id)
      )`);
    await runner.query(
      `create unique index document_request_by_number on document_request (office, number)`,
    );
    await runner.query(
      `create index document_request_by_account on document_request (account_id, id)`,
    );
    await runner.query(
      `create index document_request_by_state on document_request (office, state, id)`,
    );
    await runner.query(`
      create table request_counter (
        office text not null,
        year int not null,
        last int not null,
        primary key (office, year)
      )`);
    await runner.query(`
      create table delivery (
        id uuid not null,
        office text not null,
        request_id uuid not null,
        account_id uuid not null,
        token_hash text,
        files jsonb not null,
        send_as text not null,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        revoked_at timestamptz,
        constraint "delivery_pkey" primary key (id)
      )`);
    await runner.query(`create unique index delivery_by_token on delivery (token_hash)`);
    await runner.query(`create index delivery_by_request on delivery (request_id, created_at)`);
    await runner.query(`
      create table known_publication (
        id uuid not null,
        office text not null,
        title text not null,
        withdrawn boolean not null,
        constraint "known_publication_pkey" primary key (id)
      )`);
    await runner.query(`
      create table known_softcopy (
        publication_id uuid not null,
        office text not null,
        version int not null,
        bytes int not null,
        sha256 text not null,
        object_key text not null,
        file_name text not null,
        constraint "known_softcopy_pkey" primary key (publication_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
