import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests of persons about what is kept of them, and what a mailed code was asked for. */
export class CreatePrivacyRequest1764200000000 implements MigrationInterface {
  readonly name = 'CreatePrivacyRequest1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table privacy_request (
        id uuid not null,
        office text not null,
        code text not null,
        kind text not null,
        language text not null,
        received_at timestamptz not null,
        due_at timestamptz not null,
        state text not null,
        overdue_at timestamptz,
        closed_at timestamptz,
        refusal text,
        email_index text,
        email_sealed text,
        constraint "privacy_request_pkey" primary key (id)
      )`);
    await runner.query(`create unique index privacy_request_by_code on privacy_request (code)`);
    await runner.query(`
      create index privacy_request_open on privacy_request (due_at)
      where state = 'received' and overdue_at is null`);
    // Lookups live for minutes; those under way were all made to fill in the guestbook.
    await runner.query(`
      alter table visitor_lookup add purpose text not null default 'returning-visitor'`);
    await runner.query(`alter table visitor_lookup alter purpose drop default`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
