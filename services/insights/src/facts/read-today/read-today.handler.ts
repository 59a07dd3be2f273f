import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readToday, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { share, spread } from '../counting.ts';

type Today = ReplyOf<typeof readToday>;
type Counted<Group extends keyof Today> = Today[Group];

const TODAY = 'where office = $1 and business_date = $2';

/** Today's numbers of the office, from events alone. */
@Controller()
export class ReadTodayHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
  ) {}

  @Answers(readToday)
  async handle(_query: RequestOf<typeof readToday>, caller: Caller): Promise<Today> {
    const now = this.clock.now();
    const businessDate = this.time.businessDateOf(now);
    const one = async <Row>(sql: string): Promise<Row> => {
      const [row]: Row[] = await this.source.query(sql, [caller.office, businessDate]);
      if (row === undefined) {
        throw new Error('An aggregate always has one row');
      }
      return row;
    };
    const [visits, searches, readings, deliveries, ratings, complaints, newest] = await Promise.all(
      [
        one<
          Pick<Today, 'visits' | 'waits' | 'onTime' | 'totalOnTime' | 'coverage'> &
            Omit<Today['now'], 'longestWaitSeconds'> & { waitingSince: string | null }
        >(visitsToday),
        one<Counted<'searches'>>(`
        select coalesce(sum(searches), 0)::int as count,
               coalesce(sum(without_result), 0)::int as "withoutResult"
        from search_fact ${TODAY}`),
        one<Counted<'readings'>>(`
        select (count(*) filter (where place = 'online'))::int as online,
               (count(*) filter (where place = 'in-room'))::int as "inRoom"
        from reading_fact ${TODAY}`),
        one<Counted<'deliveries'>>(`
        select (count(*) filter (where business_date = $2))::int as requested,
               (count(*) filter (where sent_on = $2))::int as sent,
               (count(*) filter (where failed_on = $2))::int as failed
        from delivery_fact where office = $1`),
        one<Counted<'ratings'>>(`
        select count(*)::int as count, round(avg(rating), 2)::float8 as mean
        from rating_fact ${TODAY}`),
        one<Counted<'complaints'>>(complaintsToday),
        one<{ at: Date | null }>(`
        select max(time) as at from received_event where office = $1 and $2::date is not null`),
      ],
    );
    const { waitingSince, atRisk, breached, ...counted } = visits;
    return {
      businessDate,
      ...counted,
      now: {
        longestWaitSeconds:
          waitingSince === null
            ? null
            : this.time.workingSecondsBetween(new Date(waitingSince), now),
        atRisk,
        breached,
      },
      searches,
      readings,
      deliveries,
      ratings,
      complaints,
      asOf: newest.at?.toISOString() ?? null,
    };
  }
}

const counts = (condition: string) => `count(*) filter (where ${condition})`;
const COUNTED = `state <> 'cancelled'`;
const visitsToday = `
  select
    json_build_object(
      'checkedIn', ${counts(COUNTED)},
      'waiting', ${counts(`state in ('waiting', 'called')`)},
      'serving', ${counts(`not ended and state not in ('waiting', 'called')`)},
      'completed', ${counts(`state = 'completed'`)},
      'left', ${counts(`state = 'left'`)},
      'noShow', ${counts(`state = 'no-show'`)},
      'closedAtEndOfDay', ${counts(`state = 'closed-end-of-day'`)},
      'cancelled', ${counts(`state = 'cancelled'`)}) as visits,
    min(checked_in_at) filter (where state in ('waiting', 'called')) as "waitingSince",
    ${counts(`not ended and (
      (served_at_risk_at is not null and serving_at is null and served_clock is null)
      or (workstation_at_risk_at is not null and workstation_clock is null)
      or (total_at_risk_at is not null and total_clock is null and workstation_started_at is null
          and state not in ('on-hold', 'waiting-for-workstation')))`)}::int as "atRisk",
    ${counts(`not ended and 'breached' in (served_clock, workstation_clock, total_clock)`)}::int
      as breached,
    ${spread('served')} as waits,
    ${share('served')} as "onTime",
    ${share('total')} as "totalOnTime",
    json_build_object(
      'numerator', ${counts(`${COUNTED} and measured`)}, 'denominator', ${counts(COUNTED)},
      'share', round((${counts(`${COUNTED} and measured`)})::numeric
               / nullif(${counts(COUNTED)}, 0), 4)::float8) as coverage
  from visit_figure ${TODAY}`;

const isClosed = 'closed_at is not null and (reopened_at is null or reopened_at < closed_at)';
const complaintsToday = `
  select (count(*) filter (where business_date = $2))::int as received,
         (count(*) filter (where closed_on = $2 and ${isClosed}))::int as closed,
         (count(*) filter (where overdue_at is not null and not (${isClosed})))::int as overdue,
         (count(*) filter (where not (${isClosed})))::int as open
  from complaint_fact where office = $1`;
