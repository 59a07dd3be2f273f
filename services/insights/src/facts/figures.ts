import { Injectable } from '@nestjs/common';
import type { ClockFigures, Figures, VisitGroup } from '@pst/contracts';
import { Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { isTimed, PROMISES, seconds, share, spread, targetMinutes } from './counting.ts';

/** Whole days of one office. */
interface Period {
  readonly office: string;
  readonly from: string;
  readonly to: string;
}

const MOST_BREACHES = 200;
const IN_PERIOD = 'office = $1 and business_date between $2 and $3';
const COUNTED = `${IN_PERIOD} and state <> 'cancelled'`;

/** The figures of a period, all of them counted from `visit_figure`, where each visit's fate is decided. */
@Injectable()
export class PeriodFigures {
  constructor(
    private readonly source: DataSource,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  async of(period: Period): Promise<Figures> {
    const [totals, clocks, timeQuality, corrections, days, waits, weekHours, groups, breaches] =
      await Promise.all([
        this.totals(period),
        this.clocks(period),
        this.rows<Figures['timeQuality'][number]>(
          `select time_quality as code, count(*)::int as visits from visit_figure
           where ${COUNTED} and time_quality is not null group by 1 order by 2 desc, 1`,
          period,
        ),
        this.rows<Figures['corrections']['reasons'][number]>(
          `select reason as code, count(*)::int as corrections
           from correction_fact join visit_figure using (visit_id, office)
           where ${COUNTED} group by 1 order by 2 desc, 1`,
          period,
        ),
        this.rows<Figures['days'][number]>(
          `select to_char(business_date, 'YYYY-MM-DD') as date, count(*)::int as visits,
                  ${share('served')} as "onTime"
           from visit_figure where ${COUNTED} group by 1 order by 1`,
          period,
        ),
        this.distribution(period),
        this.rows<Figures['weekHours'][number]>(
          `select weekday, hour, count(*)::int as visits, ${share('served')} as "onTime"
           from visit_figure where ${COUNTED} group by 1, 2 order by 1, 2`,
          period,
        ),
        Promise.all(
          ['service', 'purpose', 'hour', 'weekday'].map((column) => this.groups(column, period)),
        ),
        this.breaches(period),
      ]);
    const [byService = [], byPurpose = [], byHour = [], byWeekday = []] = groups;
    const { corrected, coverage, ...visits } = totals;
    return {
      from: period.from,
      to: period.to,
      visits,
      clocks,
      coverage,
      timeQuality,
      corrections: { visits: corrected, reasons: corrections },
      days,
      waits,
      weekHours,
      byService,
      byPurpose,
      byHour,
      byWeekday,
      breaches,
    };
  }

  private async totals(period: Period) {
    const when = (condition: string) =>
      `(count(*) filter (where state <> 'cancelled' and ${condition}))::int`;
    const [row] = await this.rows<
      Figures['visits'] & { corrected: number; coverage: Figures['coverage'] }
    >(
      `select ${when('true')} as "checkedIn",
              ${when(`state = 'completed'`)} as completed,
              ${when(`state = 'left'`)} as left,
              ${when(`state = 'left' and serving_at is not null`)} as "leftWhileServed",
              ${when(`state = 'no-show'`)} as "noShow",
              ${when(`state = 'closed-end-of-day'`)} as "closedAtEndOfDay",
              ${when('not ended')} as open,
              ${when('returned_at is not null')} as returned,
              ${when('priority is not null')} as prioritised,
              (count(*) filter (where state = 'cancelled'))::int as cancelled,
              ${when('corrected_seq is not null')} as corrected,
              json_build_object(
                'numerator', ${when('measured')}, 'denominator', ${when('true')},
                'share', round(${when('measured')}::numeric / nullif(${when('true')}, 0), 4)::float8
              ) as coverage
       from visit_figure where ${IN_PERIOD}`,
      period,
    );
    if (row === undefined) {
      throw new Error('An aggregate always has one row');
    }
    return row;
  }

  private async clocks(period: Period): Promise<ClockFigures[]> {
    const minutes = targetMinutes(this.profile);
    return Promise.all(
      PROMISES.map(async ({ clock, column }) => {
        const ended = (fate: string) => `count(*) filter (where ${column}_fate = '${fate}')`;
        const [row] = await this.rows<Omit<ClockFigures, 'clock' | 'targetMinutes'>>(
          `select ${share(column)} as "onTime",
                  json_build_object(
                    'met', ${ended('met')}, 'breached', ${ended('breached')},
                    'leftLate', ${ended('left-late')}, 'noShowLate', ${ended('no-show-late')}
                  ) as counted,
                  json_build_object(
                    'leftEarly', ${ended('left-early')}, 'noShow', ${ended('no-show')},
                    'closedAtEndOfDay', ${ended('closed-end-of-day')},
                    'notMeasured', ${ended('not-measured')}, 'open', ${ended('open')}
                  ) as apart,
                  ${spread(column)} as times
           from visit_figure where ${COUNTED}`,
          period,
        );
        if (row === undefined) {
          throw new Error('An aggregate always has one row');
        }
        return { clock, targetMinutes: minutes[column], ...row };
      }),
    );
  }

  /** Waits by the minute up to twice the promise, then all longer ones together. */
  private distribution(period: Period): Promise<Figures['waits']> {
    const last = this.profile.standard.targets.servedAfterGuestbook * 2;
    return this.rows(
      `select step as "fromMinute", case when step < $4 then step + 1 end as "toMinute",
              count(visit_id)::int as visits
       from generate_series(0, $4::int) as step
       left join visit_figure on ${COUNTED} and ${isTimed('served')}
         and least(wait_seconds / 60, $4::int) = step
       group by step order by step`,
      period,
      last,
    );
  }

  private groups(column: string, period: Period): Promise<VisitGroup[]> {
    return this.rows(
      `select ${column}::text as code, count(*)::int as visits,
              ${share('served')} as "onTime", ${share('total')} as "totalOnTime",
              ${spread('served')} as waits,
              (count(*) filter (where state = 'left'))::int as left,
              (count(*) filter (where state = 'no-show'))::int as "noShow"
       from visit_figure where ${COUNTED}
       group by ${column} order by ${column}`,
      period,
    );
  }

  private async breaches(period: Period): Promise<Figures['breaches']> {
    const each = PROMISES.map(
      ({ clock, column }) => `
        select visit_id as "visitId", ticket_number as "ticketNumber",
               to_char(business_date, 'YYYY-MM-DD') as date, '${clock}' as clock,
               ${column}_fate as outcome, ${column}_due_at as "dueAt",
               ${column}_breached_at as "noticedAt", ${seconds(column)} as seconds,
               checked_in_at
        from visit_figure
        where ${COUNTED} and (${column}_fate in ('breached', 'left-late', 'no-show-late')
          or (${column}_fate in ('open', 'closed-end-of-day') and ${column}_clock = 'breached'))`,
    );
    const rows = await this.rows<
      Omit<Figures['breaches'][number], 'dueAt' | 'noticedAt'> & {
        dueAt: Date | null;
        noticedAt: Date | null;
      }
    >(
      `select "visitId", "ticketNumber", date, clock, outcome, "dueAt", "noticedAt", seconds
       from (${each.join(' union all ')}) as broken
       order by checked_in_at desc, "ticketNumber", clock limit ${MOST_BREACHES}`,
      period,
    );
    return rows.map(({ dueAt, noticedAt, ...row }) => ({
      ...row,
      dueAt: dueAt?.toISOString() ?? null,
      noticedAt: noticedAt?.toISOString() ?? null,
    }));
  }

  private rows<Row>(sql: string, { office, from, to }: Period, ...more: number[]): Promise<Row[]> {
    return this.source.query(sql, [office, from, to, ...more]);
  }
}
