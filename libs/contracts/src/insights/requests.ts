import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { instant } from '../paging.ts';

const readers = ['officer', 'librarian', 'complaint-handler', 'head', 'analyst', 'admin'] as const;

/** A share always with what it was counted from; `share` is null when the denominator is 0. */
const share = z.object({
  share: z.number().nullable(),
  numerator: z.number().int(),
  denominator: z.number().int(),
});
const wait = z.object({
  n: z.number().int(),
  p50: z.number().nullable().describe('Working seconds'),
  p90: z.number().nullable().describe('Working seconds'),
});

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
      }),
      waits: wait,
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

export const readReport = defineRequest('insights.read-report', {
  allow: ['head', 'analyst', 'admin'],
  request: z.object({
    report: reportName,
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    group: z.enum(['day', 'week', 'month']).default('day'),
  }),
  reply: z
    .object({
      report: reportName,
      from: z.iso.date(),
      to: z.iso.date(),
      group: z.enum(['day', 'week', 'month']),
      columns: z.array(z.object({ name: z.string(), unit: z.string().nullable() })),
      rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    })
    .meta({ id: 'Report' }),
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
