import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the figures need of a visit, and `visit_figure`: the visit as it is to be counted. What became of
 * a visit under a promise is decided there once, so that no two numbers can decide it differently.
 *
 * Columns that several events write have a mark beside them (`…_seq`, the event's place in the visit's
 * own history): the first or the last event wins, in whatever order they arrive.
 */
export class WidenVisitFacts1764150000000 implements MigrationInterface {
  readonly name = 'WidenVisitFacts1764150000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table visit_fact
        add ticket_number text,
        add hour int,
        add moved_to text,
        add moved_seq int,
        add purpose text,
        add use_of_data text,
        add institution_category text,
        add occupation text,
        add education text,
        add sex text,
        add age_band text,
        add disability text,
        add channel text,
        add standard text,
        add priority text,
        add priority_seq int,
        add state text,
        add state_seq int,
        add quality_seq int,
        add calls int,
        add serving_seq int,
        add completed_seq int,
        add service_seconds int,
        add left_while text,
        add left_after_due boolean,
        add called_late boolean,
        add no_show_seq int,
        add returned_at timestamptz,
        add cancelled_at timestamptz,
        add cancel_reason text,
        add hand_over_seconds int,
        add workstation_started_at timestamptz,
        add workstation_clock text,
        add served_seq int,
        add workstation_seq int,
        add total_seq int,
        add served_at_risk_at timestamptz,
        add workstation_at_risk_at timestamptz,
        add total_at_risk_at timestamptz,
        add served_due_at timestamptz,
        add workstation_due_at timestamptz,
        add total_due_at timestamptz,
        add served_breached_at timestamptz,
        add workstation_breached_at timestamptz,
        add total_breached_at timestamptz,
        add corrected_seq int,
        add corrected_wait_seconds int,
        add corrected_total_seconds int,
        add corrected_service_seconds int,
        add corrected_served_clock text,
        add corrected_workstation_clock text,
        add corrected_total_clock text`);
    await runner.query(`
      create table correction_fact (
        correction_id uuid primary key,
        office text not null,
        visit_id uuid not null,
        entry text not null,
        reason text not null,
        corrected_at timestamptz not null
      )`);
    await runner.query(
      `create index correction_fact_by_visit on correction_fact (office, visit_id)`,
    );
    await runner.query(VISIT_FIGURE);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

/** A correction counts against what had happened before it, and not against what happened later. */
const corrected = (column: string, mark: string) =>
  `case when corrected_seq > coalesce(${mark}, 0) then corrected_${column} else ${column} end`;

/** Left, no-show, closed or open, when the clock was never stopped by service. */
const unserved = (leftLate: string, calledLate: string) => `
  case
    when state = 'left' then case
      when not (${leftLate}) then 'left-early' when measured then 'left-late' else 'not-measured' end
    when state = 'no-show' then case
      when not (${calledLate}) then 'no-show' when measured then 'no-show-late'
      else 'not-measured' end
    when state = 'closed-end-of-day' then 'closed-end-of-day'
    when state = 'completed' then 'not-measured'
    else 'open'
  end`;
/** A clock that runs, stands still or was set aside has no outcome. */
const settled = (column: string, mark: string) =>
  `case when corrected_seq > coalesce(${mark}, 0)
     then case when corrected_${column} in ('met', 'breached') then corrected_${column} end
     else ${column} end`;
const stopped = (outcome: string) =>
  `case when measured and ${outcome} in ('met', 'breached') then ${outcome} else 'not-measured' end`;

const VISIT_FIGURE = `
  create view visit_figure as
  with corrected_visit as (
    select visit_id, office, business_date, ticket_number,
      extract(isodow from business_date)::int as weekday, hour,
      coalesce(moved_to, service) as service, purpose, use_of_data, institution_category,
      occupation, education, sex, age_band, disability, channel, standard, priority,
      coalesce(state, 'waiting') as state, checked_in_at, serving_at, completed_at,
      left_at, left_while, left_after_due, coalesce(called_late, false) as called_late, no_show_seq,
      no_show_at, closed_at, returned_at, cancelled_at, workstation_started_at, calls, time_quality,
      coalesce(time_quality in ('measured', 'corrected'), false) as measured,
      corrected_seq,
      ${corrected('wait_seconds', 'serving_seq')} as wait_seconds,
      ${corrected('total_seconds', 'completed_seq')} as total_seconds,
      ${corrected('service_seconds', 'completed_seq')} as service_seconds,
      hand_over_seconds,
      ${settled('served_clock', 'served_seq')} as served_clock,
      ${settled('workstation_clock', 'workstation_seq')} as workstation_clock,
      ${settled('total_clock', 'total_seq')} as total_clock,
      served_due_at, workstation_due_at, total_due_at,
      served_breached_at, workstation_breached_at, total_breached_at,
      served_at_risk_at, workstation_at_risk_at, total_at_risk_at
    from visit_fact
    where business_date is not null
  )
  select *,
    state in ('completed', 'left', 'no-show', 'cancelled', 'closed-end-of-day') as ended,
    case
      when state = 'cancelled' then null
      when serving_at is not null then ${stopped('served_clock')}
      else ${unserved(
        `case when corrected_seq is null then coalesce(left_after_due, false)
              or served_clock is not distinct from 'breached'
         else served_clock is not distinct from 'breached' end`,
        `case when corrected_seq > no_show_seq then served_clock is not distinct from 'breached'
         else called_late end`,
      )}
    end as served_fate,
    case
      when state = 'cancelled' then null
      when workstation_started_at is not null then ${stopped('workstation_clock')}
      when workstation_clock is null then null
      else ${unserved(
        `workstation_clock is not distinct from 'breached'`,
        `workstation_clock is not distinct from 'breached'`,
      )}
    end as workstation_fate,
    case
      when state = 'cancelled' then null
      -- A workstation handed over is the service delivered: reading is the visitor's own time.
      when completed_at is not null or workstation_started_at is not null
        then ${stopped('total_clock')}
      else ${unserved(`total_clock is not distinct from 'breached'`, 'false')}
    end as total_fate
  from corrected_visit`;
