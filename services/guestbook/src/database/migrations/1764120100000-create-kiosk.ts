import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKiosk1764120100000 implements MigrationInterface {
  readonly name = 'CreateKiosk1764120100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table kiosk (
        device_id uuid not null,
        office text not null,
        number int not null,
        issued int not null,
        constraint "kiosk_pkey" primary key (device_id)
      )`);
    await runner.query(`create unique index kiosk_by_number on kiosk (office, number)`);
    await runner.query(`
      create table kiosk_entry (
        id uuid not null,
        office text not null,
        device_id uuid not null,
        ticket_number text not null,
        signed_at timestamptz not null,
        received_at timestamptz not null,
        reason text,
        sealed text,
        constraint "kiosk_entry_pkey" primary key (id)
      )`);
    await runner.query(`
      create index kiosk_entry_refused on kiosk_entry (office, received_at desc, id desc)
      where reason is not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
