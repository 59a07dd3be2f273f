import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readToday, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';

type Today = ReplyOf<typeof readToday>;
type Counted<Group extends keyof Today> = Today[Group];

const TODAY = 'where office = $1 and business_date = $2';
/** Only measured times enter a percentile or a share; a back-entered visit counts as a visit. */
const MEASURED = `time_quality in ('measured', 'corrected')`;

/** A share with what it was counted from. */
const share = (numerator: string, denominator: string) => `json_build_object(
  'numerator', count(*) filter (where ${numerator}),
  'denominator', count(*) filter (where ${denominator}),
  'share', round((count(*) filter (where ${numerator}))::numeric
           / nullif(count(*) filter (where ${denominator}), 0), 4)::float8)`;

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
    const businessDate = this.time.businessDateOf(this.clock.now());
    const one = async <Row>(sql: string): Promise<Row> => {
      const [row]: Row[] = await this.source.query(sql, [caller.office, businessDate]);
      if (row === undefined) {
        throw new Error('An aggregate always has one row');
      }
      return row;
    };
    const [visits, searches, readings, deliveries, ratings, complaints, newest] = await Promise.all(
      [
        one<Pick<Today, 'visits' | 'waits' | 'onTime' | 'totalOnTime' | 'coverage'>>(visitsToday),
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
    return {
      businessDate,
      ...visits,
      searches,
      readings,
      deliveries,
      ratings,
      complaints,
      asOf: newest.at?.toISOString() ?? null,
    };
  }
}

const ended = 'coalesce(completed_at, left_at, no_show_at, closed_at)';
const visitsToday = `
  select
    json_build_object(
      'checkedIn', count(*),
      'waiting', count(*) filter (where serving_at is null and ${ended} is null),
      'serving', count(*) filter (where serving_at is not null and ${ended} is null),
      'completed', count(*) filter (where completed_at is not null),
      'left', count(*) filter (where left_at is not null),
      'noShow', count(*) filter (where no_show_at is not null)) as visits,
    json_build_object(
      'n', count(wait_seconds) filter (where ${MEASURED}),
      'p50', round(percentile_cont(0.5) within group (order by wait_seconds)
             filter (where ${MEASURED} and wait_seconds is not null)),
      'p90', round(percentile_cont(0.9) within group (order by wait_seconds)
             filter (where ${MEASURED} and wait_seconds is not null))) as waits,
    ${share(`${MEASURED} and served_clock = 'met'`, `${MEASURED} and served_clock is not null`)} as "onTime",
    ${share(`${MEASURED} and total_clock = 'met'`, `${MEASURED} and total_clock is not null`)} as "totalOnTime",
    ${share(MEASURED, 'true')} as coverage
  from visit_fact ${TODAY}`;

const isClosed = 'closed_at is not null and (reopened_at is null or reopened_at < closed_at)';
const complaintsToday = `
  select (count(*) filter (where business_date = $2))::int as received,
         (count(*) filter (where closed_on = $2 and ${isClosed}))::int as closed,
         (count(*) filter (where overdue_at is not null and not (${isClosed})))::int as overdue,
         (count(*) filter (where not (${isClosed})))::int as open
  from complaint_fact where office = $1`;
