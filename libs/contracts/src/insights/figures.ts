import { z } from 'zod';
import { serviceClock, timeQuality } from '../guestbook/codes.ts';
import { id, instant } from '../paging.ts';

const count = z.number().int().nonnegative();
const seconds = z
  .number()
  .int()
  .nullable()
  .describe('Working seconds; null when nothing was measured');

/** A share always with what it was counted from; `share` is null when the denominator is 0. */
export const share = z
  .object({ share: z.number().nullable(), numerator: count, denominator: count })
  .meta({ id: 'Share' });

/** How times are spread, with how many were measured and how many of those were corrected. */
export const spread = z
  .object({ n: count, corrected: count, p50: seconds, p90: seconds, p95: seconds })
  .meta({ id: 'Spread' });

/** What a word or number in the figures means, in the office's two languages. */
export const definition = z
  .object({ term: z.string(), id: z.string(), en: z.string() })
  .meta({ id: 'Definition' });

/**
 * One promised clock. `onTime.denominator` is the four of `counted`; the five of `apart` are beside it,
 * and all nine together are the visits the clock concerns.
 */
export const clockFigures = z
  .object({
    clock: serviceClock,
    targetMinutes: z.number(),
    onTime: share,
    counted: z.object({
      met: count,
      breached: count.describe('Served, after the promised time'),
      leftLate: count.describe('Left after the promised time'),
      noShowLate: count.describe('Did not come, and was called only after the promised time'),
    }),
    apart: z.object({
      leftEarly: count,
      noShow: count,
      closedAtEndOfDay: count,
      notMeasured: count.describe('Served, at times that nobody measured'),
      open: count.describe('Not ended yet'),
    }),
    times: spread,
  })
  .meta({ id: 'ClockFigures' });

const group = z
  .object({
    code: z
      .string()
      .describe('A code of the list, an hour 0 to 23, or a weekday 1 to 7 from Monday'),
    visits: count,
    onTime: share.describe('Served within the promised minutes after the guestbook'),
    totalOnTime: share.describe('Completed within the promised total'),
    waits: spread,
    left: count,
    noShow: count,
  })
  .meta({ id: 'VisitGroup' });
const groups = z.array(group);

/** The figures of a period; cancelled visits count nowhere but in `visits.cancelled`. */
export const figures = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  visits: z.object({
    checkedIn: count,
    completed: count,
    left: count,
    leftWhileServed: count.describe('Of those who left'),
    noShow: count,
    closedAtEndOfDay: count,
    open: count,
    returned: count.describe('Had not come when called, and came after all'),
    prioritised: count,
    cancelled: count,
  }),
  clocks: z.array(clockFigures),
  coverage: share.describe('Visits whose times were measured or corrected, of all'),
  timeQuality: z.array(z.object({ code: timeQuality, visits: count })),
  corrections: z.object({
    visits: count.describe('Visits with at least one correction'),
    reasons: z.array(z.object({ code: z.string(), corrections: count })),
  }),
  days: z.array(z.object({ date: z.iso.date(), visits: count, onTime: share })),
  waits: z
    .array(
      z.object({
        fromMinute: z.number().int(),
        toMinute: z.number().int().nullable().describe('Exclusive; null for all longer waits'),
        visits: count,
      }),
    )
    .describe('Distribution of the measured waits'),
  weekHours: z.array(
    z.object({ weekday: z.number().int(), hour: z.number().int(), visits: count, onTime: share }),
  ),
  byService: groups,
  byPurpose: groups,
  byHour: groups,
  byWeekday: groups,
  breaches: z
    .array(
      z.object({
        visitId: id,
        ticketNumber: z.string(),
        date: z.iso.date(),
        clock: serviceClock,
        outcome: z.enum(['breached', 'left-late', 'no-show-late', 'closed-end-of-day', 'open']),
        dueAt: instant.nullable(),
        noticedAt: instant.nullable(),
        seconds: seconds.describe('What the clock measured in the end'),
      }),
    )
    .describe('The latest two hundred'),
});

export const complianceSheet = figures
  .extend({
    month: z.string(),
    complete: z.boolean().describe('The month is over'),
    office: z.object({ code: z.string(), name: z.string(), unit: z.string() }),
    standard: z.string().describe('Number of the published service standard in force'),
    measuredAgainst: z
      .array(z.object({ standard: z.string(), visits: count }))
      .describe('The standards that the visits carried'),
    workingDays: count,
    asOf: instant.nullable().describe('Time of the newest event counted'),
    definitions: z.array(definition),
  })
  .meta({ id: 'ComplianceSheet' });

/** A count that may be hidden: null when it is too small to publish, or would betray one that is. */
const publishedCount = count.nullable();
const publishedGroups = z.array(z.object({ code: z.string(), visits: publishedCount }));

export const publishedShare = z
  .object({
    denominator: publishedCount,
    numerator: publishedCount,
    share: z.number().nullable(),
    atLeast: z.number().nullable().describe('When the share itself would betray a small count'),
    atMost: z.number().nullable().describe('When the share itself would betray a small count'),
  })
  .meta({ id: 'PublishedShare' });

export const publishedServiceLevels = z
  .object({
    month: z.string(),
    complete: z.boolean().describe('The month is over'),
    office: z.object({ code: z.string(), name: z.string(), unit: z.string() }),
    standard: z.string(),
    smallestCount: z.number().int().describe('Counts from 1 up to below this are not published'),
    visits: publishedCount,
    clocks: z.array(
      z.object({
        clock: serviceClock,
        targetMinutes: z.number(),
        onTime: publishedShare,
        times: z.object({ n: publishedCount, p50: seconds, p90: seconds, p95: seconds }),
      }),
    ),
    coverage: publishedShare,
    endings: publishedGroups.describe('How the visits ended'),
    byService: publishedGroups,
    byPurpose: publishedGroups,
    definitions: z.array(definition),
  })
  .meta({ id: 'PublishedServiceLevels' });

export type Share = z.infer<typeof share>;
export type Spread = z.infer<typeof spread>;
export type Definition = z.infer<typeof definition>;
export type ClockFigures = z.infer<typeof clockFigures>;
export type VisitGroup = z.infer<typeof group>;
export type Figures = z.infer<typeof figures>;
export type ComplianceSheet = z.infer<typeof complianceSheet>;
export type PublishedShare = z.infer<typeof publishedShare>;
