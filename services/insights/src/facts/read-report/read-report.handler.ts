import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readReport, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';

type Query = RequestOf<typeof readReport>;
type Report = ReplyOf<typeof readReport>;

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;

const PERIOD: Record<Query['group'], string> = {
  day: `to_char(business_date, 'YYYY-MM-DD')`,
  // ISO weeks begin on Monday, as the office's do.
  week: `to_char(business_date, 'IYYY-"W"IW')`,
  month: `to_char(business_date, 'YYYY-MM')`,
};

const MEASURED = `time_quality in ('measured', 'corrected')`;
const count = (condition: string) => `(count(*) filter (where ${condition}))::int`;
const share = (numerator: string, denominator: string) =>
  `round((count(*) filter (where ${numerator}))::numeric
     / nullif(count(*) filter (where ${denominator}), 0), 4)::float8`;
const waits = (fraction: number) =>
  `round(percentile_cont(${fraction}) within group (order by wait_seconds)
     filter (where ${MEASURED} and wait_seconds is not null))::int`;

interface Column {
  readonly name: string;
  readonly unit: string | null;
  readonly sql: string;
}

/** Each report: where its facts lie, and what is counted of them, with units. */
const REPORTS: Record<Query['report'], { from: string; columns: readonly Column[] }> = {
  'service-levels': {
    from: 'visit_fact',
    columns: [
      { name: 'measured', unit: 'visits', sql: count(MEASURED) },
      {
        name: 'servedOnTime',
        unit: 'visits',
        sql: count(`${MEASURED} and served_clock = 'met'`),
      },
      {
        name: 'servedOnTimeShare',
        unit: 'share',
        sql: share(
          `${MEASURED} and served_clock = 'met'`,
          `${MEASURED} and served_clock is not null`,
        ),
      },
      { name: 'waitP50', unit: 'working seconds', sql: waits(0.5) },
      { name: 'waitP90', unit: 'working seconds', sql: waits(0.9) },
      { name: 'totalOnTime', unit: 'visits', sql: count(`${MEASURED} and total_clock = 'met'`) },
      {
        name: 'totalOnTimeShare',
        unit: 'share',
        sql: share(
          `${MEASURED} and total_clock = 'met'`,
          `${MEASURED} and total_clock is not null`,
        ),
      },
    ],
  },
  visits: {
    from: 'visit_fact',
    columns: [
      { name: 'checkedIn', unit: 'visits', sql: 'count(*)::int' },
      { name: 'completed', unit: 'visits', sql: count('completed_at is not null') },
      { name: 'left', unit: 'visits', sql: count('left_at is not null') },
      { name: 'noShow', unit: 'visits', sql: count('no_show_at is not null') },
      { name: 'physicalLibrary', unit: 'visits', sql: count(`service = 'physical-library'`) },
      { name: 'digitalLibrary', unit: 'visits', sql: count(`service = 'digital-library'`) },
    ],
  },
  'catalogue-use': {
    from: `(select office, business_date, searches, without_result, 0 as online, 0 as in_room,
                   visit_id, null::uuid as publication_id, false as read
            from search_fact
            union all
            select office, business_date, 0, 0, (place = 'online')::int, (place = 'in-room')::int,
                   visit_id, publication_id, true
            from reading_fact) as used`,
    columns: [
      { name: 'searches', unit: 'searches', sql: 'sum(searches)::int' },
      { name: 'withoutResult', unit: 'searches', sql: 'sum(without_result)::int' },
      { name: 'onlineReadings', unit: 'readings', sql: 'sum(online)::int' },
      { name: 'inRoomReadings', unit: 'readings', sql: 'sum(in_room)::int' },
      {
        name: 'readingVisits',
        unit: 'visits',
        sql: '(count(distinct visit_id) filter (where read))::int',
      },
      {
        name: 'titlesInVisits',
        unit: 'titles, each once a visit',
        sql: `(count(distinct (visit_id, publication_id))
               filter (where read and visit_id is not null))::int`,
      },
      {
        name: 'softcopiesInVisits',
        unit: 'softcopies, each once a visit',
        sql: `(count(distinct (visit_id, publication_id))
               filter (where online = 1 and visit_id is not null))::int`,
      },
    ],
  },
  deliveries: {
    from: 'delivery_fact',
    columns: [
      { name: 'requested', unit: 'requests', sql: 'count(*)::int' },
      { name: 'requestedInVisits', unit: 'requests', sql: count('visit_id is not null') },
      { name: 'sent', unit: 'requests', sql: count('sent_on is not null') },
      {
        name: 'failed',
        unit: 'requests',
        sql: count('failed_on is not null and sent_on is null'),
      },
      { name: 'onTimeShare', unit: 'share', sql: share('on_time', 'on_time is not null') },
      {
        name: 'medianTime',
        unit: 'working seconds',
        sql: 'round(percentile_cont(0.5) within group (order by working_seconds))::int',
      },
    ],
  },
  complaints: {
    from: 'complaint_fact',
    columns: [
      { name: 'received', unit: 'cases', sql: 'count(*)::int' },
      {
        name: 'closed',
        unit: 'cases',
        sql: count('closed_at is not null and (reopened_at is null or reopened_at < closed_at)'),
      },
      { name: 'overdue', unit: 'cases', sql: count('overdue_at is not null') },
      {
        name: 'answeredOnTimeShare',
        unit: 'share',
        sql: share('substantive_on_time', 'substantive_on_time is not null'),
      },
    ],
  },
  satisfaction: {
    from: 'rating_fact',
    columns: [
      { name: 'ratings', unit: 'answers', sql: 'count(*)::int' },
      { name: 'mean', unit: '1 to 5', sql: 'round(avg(rating), 2)::float8' },
    ],
  },
};

/** A report over whole days of the office, by day, week or month. */
@Controller()
export class ReadReportHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
  ) {}

  @Answers(readReport)
  async handle(query: Query, caller: Caller): Promise<Report> {
    const to = query.to ?? this.time.businessDateOf(this.clock.now());
    const usual = new Date(Date.parse(to) - (USUAL_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
    const from = query.from ?? usual;
    const { from: facts, columns } = REPORTS[query.report];
    const selected = columns.map(({ name, sql }) => `${sql} as "${name}"`).join(', ');
    const rows: Report['rows'] = await this.source.query(
      `select ${PERIOD[query.group]} as period, ${selected} from ${facts}
       where office = $1 and business_date between $2 and $3
       group by 1 order by 1`,
      [caller.office, from, to],
    );
    return {
      report: query.report,
      from,
      to,
      group: query.group,
      columns: [
        { name: 'period', unit: null },
        ...columns.map(({ name, unit }) => ({ name, unit })),
      ],
      rows,
    };
  }
}
