import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses that get no mail, and by what a message's address is known once it is erased. */
export class SuppressAddresses1764310200000 implements MigrationInterface {
  readonly name = 'SuppressAddresses1764310200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table message add to_index text`);
    await runner.query(`create index message_by_address on message (to_index, sending_since)`);
    await runner.query(`
      create table suppression (
        id uuid not null,
        office text not null,
        address_index text not null,
        address_sealed text,
        reason text not null,
        message_id uuid not null,
        since timestamptz not null,
        until timestamptz,
        lifted_at timestamptz,
        lifted_by uuid,
        lift_reason text,
        constraint "suppression_pkey" primary key (id)
      )`);
    await runner.query(`
      create unique index suppression_in_force on suppression (office, address_index, reason)
      where lifted_at is null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
