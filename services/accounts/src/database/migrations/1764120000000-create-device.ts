import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDevice1764120000000 implements MigrationInterface {
  readonly name = 'CreateDevice1764120000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table device (
        id uuid not null,
        office text not null,
        name text not null,
        kind text not null,
        token_hash text not null,
        registered_at timestamptz not null,
        registered_by uuid not null,
        last_seen_at timestamptz,
        revoked_at timestamptz,
        constraint "device_pkey" primary key (id)
      )`);
    await runner.query(`create unique index device_by_token on device (token_hash)`);
    await runner.query(`create index device_by_office on device (office, id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
