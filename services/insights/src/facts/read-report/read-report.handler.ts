import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readReport, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { isCounted, isMet, isTimed, percentile, type Promised } from '../counting.ts';

type Query = RequestOf<typeof readReport>;
type Report = ReplyOf<typeof readReport>;

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;

/** What the rows are, and what stands in their first column. */
const GROUPS: Record<Query['group'], { column: string; sql: string }> = {
  day: { column: 'period', sql: `to_char(business_date, 'YYYY-MM-DD')` },
  // ISO weeks begin on Monday, as the office's do.
  week: { column: 'period', sql: `to_char(business_date, 'IYYY-"W"IW')` },
  month: { column: 'period', sql: `to_char(business_date, 'YYYY-MM')` },
  hour: { column: 'hour', sql: 'hour' },
  weekday: { column: 'weekday', sql: 'weekday' },
  service: { column: 'service', sql: 'service' },
  purpose: { column: 'purpose', sql: 'purpose' },
  'institution-category': { column: 'institutionCategory', sql: 'institution_category' },
  education: { column: 'education', sql: 'education' },
  occupation: { column: 'occupation', sql: 'occupation' },
};

/** A cancelled visit counts nowhere. */
const VISITS = `(select * from visit_figure where state <> 'cancelled') as visit`;

const count = (condition: string) => `(count(*) filter (where ${condition}))::int`;
const shareOf = (numerator: string, denominator: string) =>
  `round((count(*) filter (where ${numerator}))::numeric
     / nullif(count(*) filter (where ${denominator}), 0), 4)::float8`;

interface Column {
  readonly name: string;
  readonly unit: string | null;
  readonly sql: string;
}

/** A promise as numerator, denominator and share. */
const promise = (name: string, promised: Promised): Column[] => [
  { name: `${name}OnTime`, unit: 'visits', sql: count(isMet(promised)) },
  { name: `${name}Counted`, unit: 'visits', sql: count(isCounted(promised)) },
  {
    name: `${name}OnTimeShare`,
    unit: 'share',
    sql: shareOf(isMet(promised), isCounted(promised)),
  },
];

/** Each report: where its facts lie, and what is counted of them, with units. */
const REPORTS: Record<Query['report'], { from: string; columns: readonly Column[] }> = {
  'service-levels': {
    from: VISITS,
    columns: [
      { name: 'visits', unit: 'visits', sql: 'count(*)::int' },
      { name: 'measured', unit: 'visits', sql: count('measured') },
      ...promise('served', 'served'),
      { name: 'waitN', unit: 'visits', sql: count(isTimed('served')) },
      { name: 'waitP50', unit: 'working seconds', sql: percentile('served', 0.5) },
      { name: 'waitP90', unit: 'working seconds', sql: percentile('served', 0.9) },
      { name: 'waitP95', unit: 'working seconds', sql: percentile('served', 0.95) },
      ...promise('workstation', 'workstation'),
      ...promise('total', 'total'),
    ],
  },
  visits: {
    from: VISITS,
    columns: [
      { name: 'checkedIn', unit: 'visits', sql: 'count(*)::int' },
      { name: 'completed', unit: 'visits', sql: count(`state = 'completed'`) },
      { name: 'left', unit: 'visits', sql: count(`state = 'left'`) },
      { name: 'noShow', unit: 'visits', sql: count(`state = 'no-show'`) },
      { name: 'closedAtEndOfDay', unit: 'visits', sql: count(`state = 'closed-end-of-day'`) },
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
      { name: 'onTimeShare', unit: 'share', sql: shareOf('on_time', 'on_time is not null') },
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
        sql: shareOf('substantive_on_time', 'substantive_on_time is not null'),
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

/** A report over whole days of the office, by period or by what the visits have in common. */
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
    const group = GROUPS[query.group];
    const selected = columns.map(({ name, sql }) => `${sql} as "${name}"`).join(', ');
    const rows: Report['rows'] = await this.source.query(
      `select ${group.sql} as "${group.column}", ${selected} from ${facts}
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
        { name: group.column, unit: null },
        ...columns.map(({ name, unit }) => ({ name, unit })),
      ],
      rows,
    };
  }
}
