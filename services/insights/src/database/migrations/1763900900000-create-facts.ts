import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFacts1763900900000 implements MigrationInterface {
  readonly name = 'CreateFacts1763900900000';

  async up(runner: QueryRunner): Promise<void> {
    // `xid` tells a reader which positions are final: one handed out earlier may commit later.
    await runner.query(`
      create table received_event (
        position bigserial primary key,
        xid xid8 not null default pg_current_xact_id(),
        id uuid not null unique,
        office text not null,
        type text not null,
        time timestamptz not null,
        payload jsonb not null
      )`);
    await runner.query(
      `create index received_event_by_office on received_event (office, position)`,
    );
    await runner.query(`
      create table visit_fact (
        visit_id uuid primary key,
        office text not null,
        business_date date,
        service text,
        time_quality text,
        checked_in_at timestamptz,
        called_at timestamptz,
        serving_at timestamptz,
        completed_at timestamptz,
        left_at timestamptz,
        no_show_at timestamptz,
        closed_at timestamptz,
        wait_seconds int,
        total_seconds int,
        served_clock text,
        total_clock text
      )`);
    await runner.query(`create index visit_fact_by_date on visit_fact (office, business_date)`);
    await runner.query(`
      create table delivery_fact (
        request_id uuid primary key,
        office text not null,
        business_date date,
        sent_on date,
        failed_on date,
        working_seconds int,
        on_time boolean
      )`);
    await runner.query(
      `create index delivery_fact_by_date on delivery_fact (office, business_date)`,
    );
    await runner.query(`
      create table rating_fact (
        invitation_id uuid primary key,
        office text not null,
        business_date date not null,
        source text not null,
        rating int not null
      )`);
    await runner.query(`create index rating_fact_by_date on rating_fact (office, business_date)`);
    await runner.query(`
      create table complaint_fact (
        complaint_id uuid primary key,
        office text not null,
        business_date date,
        channel text,
        class text,
        initial_on_time boolean,
        substantive_on_time boolean,
        overdue_at timestamptz,
        closed_at timestamptz,
        closed_on date,
        reopened_at timestamptz
      )`);
    await runner.query(
      `create index complaint_fact_by_date on complaint_fact (office, business_date)`,
    );
    await runner.query(`
      create table reading_fact (
        reading_id uuid primary key,
        office text not null,
        business_date date not null,
        place text not null
      )`);
    await runner.query(`create index reading_fact_by_date on reading_fact (office, business_date)`);
    await runner.query(`
      create table search_fact (
        search_id uuid primary key,
        office text not null,
        business_date date not null,
        searches int not null,
        without_result int not null
      )`);
    await runner.query(`create index search_fact_by_date on search_fact (office, business_date)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
