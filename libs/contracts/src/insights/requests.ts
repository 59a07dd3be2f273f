import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { instant } from '../paging.ts';
import {
  complianceSheet,
  definition,
  figures,
  publishedServiceLevels,
  share,
  spread,
} from './figures.ts';

const readers = ['officer', 'librarian', 'complaint-handler', 'head', 'analyst', 'admin'] as const;

const reportReaders = ['head', 'analyst', 'admin'] as const;
const LONGEST_PERIOD_MS = 366 * 86_400_000;

/** Today's numbers, from events alone. */
export const readToday = defineRequest('insights.read-today', {
  allow: readers,
  request: z.object({}),
  reply: z
    .object({
      businessDate: z.iso.date(),
      visits: z.object({
        checkedIn: z.number().int(),
        waiting: z.number().int(),
        serving: z.number().int(),
        completed: z.number().int(),
        left: z.number().int(),
        noShow: z.number().int(),
        closedAtEndOfDay: z.number().int(),
        cancelled: z.number().int(),
      }),
      now: z
        .object({
          longestWaitSeconds: z.number().int().nullable().describe('Working seconds, of who waits'),
          atRisk: z.number().int().describe('Open visits with a promise about to be broken'),
          breached: z.number().int().describe('Open visits with a promise broken already'),
        })
        .describe('As the visits stand this moment'),
      waits: spread,
      onTime: share.describe('Served within the promised minutes after the guestbook'),
      totalOnTime: share.describe('Completed within the promised total'),
      coverage: share.describe('Visits whose times were measured'),
      searches: z.object({ count: z.number().int(), withoutResult: z.number().int() }),
      readings: z.object({ online: z.number().int(), inRoom: z.number().int() }),
      deliveries: z.object({
        requested: z.number().int(),
        sent: z.number().int(),
        failed: z.number().int(),
      }),
      ratings: z.object({ count: z.number().int(), mean: z.number().nullable() }),
      complaints: z.object({
        received: z.number().int(),
        closed: z.number().int(),
        overdue: z.number().int(),
        open: z.number().int(),
      }),
      asOf: instant.nullable().describe('Time of the newest event counted'),
    })
    .meta({ id: 'Today' }),
});

export const reportName = z.enum([
  'service-levels',
  'visits',
  'catalogue-use',
  'deliveries',
  'complaints',
  'satisfaction',
]);

const periodGroup = z.enum(['day', 'week', 'month']);
const visitGroup = z.enum(['hour', 'weekday', 'service', 'purpose']);
const visitorGroup = z.enum(['institution-category', 'education', 'occupation']);
export const reportGroup = z.enum([
  ...periodGroup.options,
  ...visitGroup.options,
  ...visitorGroup.options,
]);

/** What a report can be grouped by: who came is asked of visits, not of promises. */
const groupsOf = (report: z.infer<typeof reportName>): readonly string[] =>
  report === 'visits'
    ? reportGroup.options
    : report === 'service-levels'
      ? [...periodGroup.options, ...visitGroup.options]
      : periodGroup.options;

export const readReport = defineRequest('insights.read-report', {
  allow: reportReaders,
  request: z
    .object({
      report: reportName,
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      group: reportGroup.default('day'),
    })
    .refine(({ report, group }) => groupsOf(report).includes(group), {
      path: ['group'],
      error: 'this report is not grouped that way',
    }),
  reply: z
    .object({
      report: reportName,
      from: z.iso.date(),
      to: z.iso.date(),
      group: reportGroup,
      columns: z.array(z.object({ name: z.string(), unit: z.string().nullable() })),
      rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    })
    .meta({ id: 'Report' }),
});

const period = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'ends before it begins' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_PERIOD_MS, {
    path: ['to'],
    error: 'at most 366 days',
  });

/** Everything the office's own screens draw of a period. */
export const readFigures = defineRequest('insights.read-figures', {
  allow: reportReaders,
  request: period,
  reply: figures.extend({ definitions: z.array(definition) }).meta({ id: 'PeriodFigures' }),
});

const month = z
  .string()
  .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/, 'a month such as 2026-11')
  .describe('Such as 2026-11');

/** The monthly compliance sheet as one document. */
export const readCompliance = defineRequest('insights.read-compliance', {
  allow: reportReaders,
  request: z.object({ month: month.optional() }),
  reply: complianceSheet,
});

/** How the promises were kept in a month, as far as numbers this small may be published. */
export const readServiceLevels = defineRequest('insights.read-service-levels', {
  allow: 'anyone',
  request: z.object({ month: month.optional() }),
  reply: publishedServiceLevels,
});

/** Received events in the order insights took them in, without personal data. */
export const readEvents = defineRequest('insights.read-events', {
  allow: ['analyst', 'admin'],
  request: z.object({
    after: z.coerce.number().int().nonnegative().default(0),
    types: z.string().max(500).optional().describe('Event types, separated by commas'),
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
  }),
  reply: z.object({
    items: z.array(
      z.object({ position: z.number().int(), event: z.record(z.string(), z.unknown()) }),
    ),
  }),
});

const calendarMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-11');

/**
 * How often each softcopy was used and how often the catalogue was searched, month by month; what is a
 * use is decided where it happens (no robots, no double clicks). Publications come in the order of ids.
 */
export const readTitleUse = defineRequest('insights.read-title-use', {
  allow: reportReaders,
  request: z
    .object({ from: calendarMonth, to: calendarMonth, after: z.uuid().optional() })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'ends before it begins' }),
  reply: z.object({
    items: z.array(
      z.object({
        publicationId: z.uuid(),
        months: z.array(
          z.object({
            month: calendarMonth,
            requests: z.number().int(),
            uniqueRequests: z.number().int(),
          }),
        ),
      }),
    ),
    complete: z.boolean().describe('False while there are more publications after the last one'),
    searches: z.array(z.object({ month: calendarMonth, count: z.number().int() })),
  }),
});
