import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log becomes what a visit is made of: each line holds what is needed to replay it, and when it was
 * written down. The promises get their own columns: a third one, pauses, warnings, and the instant at
 * which the sweep has to look again.
 */
export class KeepEveryTime1764100000000 implements MigrationInterface {
  readonly name = 'KeepEveryTime1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table visit_event
        add detail jsonb not null default '{}',
        add recorded_at timestamptz not null default now()`);
    await runner.query(`
      update visit_event set
        type = case type
          when 'recall' then 'recalled' when 'start' then 'started' when 'hold' then 'held'
          when 'resume' then 'resumed' when 'complete' then 'completed' when 'leave' then 'left'
          else type end,
        detail = case type
          when 'identity-checked' then jsonb_build_object('kind', reason)
          when 'called' then jsonb_build_object(
            'counter', (select counter from visit where visit.id = visit_id))
          when 'checked-in' then (
            select jsonb_build_object(
              'service', service, 'priority', null, 'timeQuality', time_quality)
            from visit where visit.id = visit_id)
          else '{}' end,
        recorded_at = at`);
    await runner.query(`delete from visit_event where type = 'breached'`);
    await runner.query(`
      alter table visit_event alter detail drop default, alter recorded_at drop default`);
    await runner.query(`
      alter table visit
        add priority text,
        add channel text not null default 'own-phone',
        add standard text not null default '',
        add first_called_at timestamptz,
        add workstation_id uuid,
        add workstation_queued_at timestamptz,
        add offered_at timestamptz,
        add workstation_due_at timestamptz,
        add workstation_warn_at timestamptz,
        add workstation_clock text not null default 'not-started',
        add handed_over_at timestamptz,
        add served_warn_at timestamptz,
        add total_warn_at timestamptz,
        add warned text[] not null default '{}',
        add next_look_at timestamptz`);
    await runner.query(`alter table visit rename held_at to paused_at`);
    await runner.query(`alter table visit rename held_seconds to paused_seconds`);
    await runner.query(`
      update visit set
        served_warn_at = due_at, total_warn_at = total_due_at, first_called_at = called_at,
        next_look_at = case when ended_at is null then checked_in_at end`);
    await runner.query(`
      alter table visit
        alter channel drop default, alter standard drop default,
        alter workstation_clock drop default, alter warned drop default,
        alter served_warn_at set not null, alter total_warn_at set not null`);
    await runner.query(`drop index visit_running_clock`);
    await runner.query(`drop index visit_waiting`);
    await runner.query(`
      create index visit_next_look on visit (next_look_at) where next_look_at is not null`);
    await runner.query(`
      create index visit_waiting on visit (office, business_date, (priority is null), queue_order, ticket_number)
      where state = 'waiting'`);
    await runner.query(`
      create table counter (
        id uuid not null,
        office text not null,
        name text not null,
        services text[] not null,
        state text not null,
        officer_id uuid,
        since timestamptz,
        constraint "counter_pkey" primary key (id)
      )`);
    await runner.query(`create unique index counter_by_name on counter (office, name)`);
    await runner.query(`
      create table shift_event (
        counter_id uuid not null,
        seq int not null,
        type text not null,
        officer_id uuid not null,
        at timestamptz not null,
        constraint "shift_event_pkey" primary key (counter_id, seq)
      )`);
    await runner.query(`alter table workstation add due_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
