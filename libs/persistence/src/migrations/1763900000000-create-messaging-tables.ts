import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The tables every service has: what it announced (outbox), what it has heard (inbox), and which
 * client requests it has answered (idempotent_request).
 */
export class CreateMessagingTables1763900000000 implements MigrationInterface {
  readonly name = 'CreateMessagingTables1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        seq bigserial not null,
        id uuid primary key,
        key text not null,
        version int not null,
        stream text not null,
        subject text not null,
        payload jsonb not null,
        headers jsonb not null default '{}',
        created_at timestamptz not null default now(),
        due_at timestamptz not null default now(),
        attempts int not null default 0,
        last_error text,
        lease_token uuid,
        lease_until timestamptz,
        published_at timestamptz,
        stream_seq bigint,
        stream_epoch timestamptz,
        unique (key, version)
      )`);
    // What the relay looks for; small, because a published row leaves it.
    await runner.query(`
      create index outbox_unpublished on outbox (key, seq) where published_at is null`);
    await runner.query(`
      create index outbox_published on outbox (stream, stream_seq) where published_at is not null`);
    await runner.query(`
      create table aggregate_version (key text primary key, version int not null)`);
    await runner.query(`
      create table inbox (
        consumer text not null,
        event_id uuid not null,
        seen_at timestamptz not null default now(),
        primary key (consumer, event_id)
      )`);
    await runner.query(`
      create table idempotent_request (
        key text primary key,
        fingerprint text not null,
        reply text,
        created_at timestamptz not null default now()
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
