import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Visitors without an account prove an address instead; no address is kept of a proof, only its index. */
export class AdmitGuests1764320000000 implements MigrationInterface {
  readonly name = 'AdmitGuests1764320000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table document_request add guest boolean not null default false`);
    await runner.query(`alter table document_request alter guest drop default`);
    await runner.query(`
      create index document_request_of_guest on document_request (visit_id) where guest`);
    await runner.query(`
      create table address_proof (
        id uuid not null,
        office text not null,
        visit_id uuid not null,
        email_index text not null,
        code_index text not null,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        tries int not null,
        used_at timestamptz,
        constraint "address_proof_pkey" primary key (id)
      )`);
    await runner.query(`
      create index address_proof_by_email on address_proof (office, email_index, asked_at)`);
    await runner.query(`
      create index address_proof_by_visit on address_proof (office, visit_id, asked_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
