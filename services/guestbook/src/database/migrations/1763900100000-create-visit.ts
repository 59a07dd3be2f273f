import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVisit1763900100000 implements MigrationInterface {
  readonly name = 'CreateVisit1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table visit (
        id uuid not null,
        office text not null,
        code text not null,
        business_date date not null,
        ticket_number text not null,
        queue_order bigint not null,
        service text not null,
        state text not null,
        purpose text not null,
        use_of_data text not null,
        institution_category text not null,
        disability text not null,
        stated_identity_kind text not null,
        identity_checked_kind text,
        notice_version text not null,
        name_sealed text not null,
        institution_sealed text not null,
        phone_sealed text,
        email_sealed text,
        time_quality text not null,
        checked_in_at timestamptz not null,
        due_at timestamptz not null,
        total_due_at timestamptz not null,
        counter text,
        calls int not null,
        called_at timestamptz,
        serving_at timestamptz,
        held_at timestamptz,
        held_seconds int not null,
        completed_at timestamptz,
        ended_at timestamptz,
        officer_id uuid,
        served_clock text not null,
        total_clock text not null,
        constraint "visit_pkey" primary key (id)
      )`);
    await runner.query(`create unique index visit_by_code on visit (code)`);
    await runner.query(
      `create unique index visit_by_ticket on visit (office, business_date, ticket_number)`,
    );
    await runner.query(`
      create index visit_waiting on visit (office, business_date, queue_order)
      where state = 'waiting'`);
    await runner.query(`
      create index visit_running_clock on visit (due_at, total_due_at)
      where served_clock = 'running' or total_clock = 'running'`);
    await runner.query(`
      create table visit_event (
        visit_id uuid not null,
        seq int not null,
        type text not null,
        at timestamptz not null,
        actor_id uuid,
        reason text,
        constraint "visit_event_pkey" primary key (visit_id, seq)
      )`);
    await runner.query(`
      create table ticket_counter (
        office text not null,
        business_date date not null,
        last int not null,
        primary key (office, business_date)
      )`);
    await runner.query(`
      create table queue_version (office text primary key, version bigint not null)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
