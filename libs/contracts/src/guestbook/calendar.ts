import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { defineProblem } from '../define-problem.ts';
import { defineRequest } from '../define-request.ts';
import { instant } from '../paging.ts';

const keepers = ['head', 'admin'] as const;
const date = z.iso.date().refine((day) => day >= '2000' && day < '2101');
const year = z.coerce.number().int().min(2000).max(2100);
const name = z.string().trim().min(1).max(120).describe('As the decree prints it');
const source = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .describe('The decree or letter the day rests on, such as "SKB 3 Menteri 1497/2025"');

/** By whose word a day is off: two kinds by decree, one by the office itself. */
export const dayOffKind = z
  .enum(['national-holiday', 'collective-leave', 'office-closure'])
  .meta({ id: 'DayOffKind' });

export const dayOff = z
  .object({
    date: z.iso.date(),
    name: z.string(),
    kind: dayOffKind,
    source: z.string(),
    verifiedAt: instant.nullable().describe('When somebody last compared it with its source'),
  })
  .meta({ id: 'DayOff' });
export type DayOff = z.infer<typeof dayOff>;

export const officeCalendar = z
  .object({
    version: z.number().int().describe('Grows with every change'),
    days: z.array(dayOff).describe('Oldest first'),
    completeYears: z
      .array(z.object({ year: z.number().int(), source: z.string() }))
      .describe('Years whose whole list was compared with its decree; others may lack days'),
  })
  .meta({ id: 'OfficeCalendar' });
export type OfficeCalendar = z.infer<typeof officeCalendar>;

/** The days on which the office does not serve; of all years without `year`. */
export const readCalendar = defineRequest('guestbook.read-calendar', {
  allow: 'anyone',
  request: z.object({ year: year.optional() }),
  reply: officeCalendar,
});

/** Adds a day off, or says something else about one. The answer is the calendar of that year. */
export const setDayOff = defineRequest('guestbook.set-day-off', {
  allow: keepers,
  request: z.strictObject({ date, name, kind: dayOffKind, source }).meta({ id: 'SetDayOff' }),
  reply: officeCalendar,
});

export const removeDayOff = defineRequest('guestbook.remove-day-off', {
  allow: keepers,
  request: z.strictObject({ date }),
  reply: officeCalendar,
});

/** Says that the list of a year is complete by its decree, or takes that back. */
export const markYear = defineRequest('guestbook.mark-calendar-year', {
  allow: keepers,
  request: z
    .discriminatedUnion('complete', [
      z.strictObject({ year, complete: z.literal(true), source }),
      z.strictObject({ year, complete: z.literal(false) }),
    ])
    .meta({ id: 'MarkCalendarYear' }),
  reply: officeCalendar,
});

export const calendarChange = z
  .object({
    date: z.iso.date(),
    change: z.enum(['add', 'change', 'remove']),
    name: z.string(),
    kind: dayOffKind,
    was: z.object({ name: z.string(), kind: dayOffKind }).nullable().describe('Only for a change'),
    suggested: z
      .boolean()
      .describe('False where a person should look first: a removal, a mere observance'),
  })
  .meta({ id: 'CalendarChange' });
export type CalendarChange = z.infer<typeof calendarChange>;

/** A line of the file that says nothing usable: where, which field of it, and what to do. */
const lineError = z.object({ line: z.number().int(), field: z.string(), message: z.string() });

/**
 * Reads a list of days off. A file only proposes: a feed knows nothing of decrees, so what it says
 * becomes a day off when a person chose its date (`dryRun: false` and `dates`).
 */
export const importCalendar = defineRequest('guestbook.import-calendar', {
  allow: keepers,
  request: z
    .strictObject({
      format: z.enum(['ical', 'csv']),
      content: z.string().min(1).max(400_000).describe('The text of the file'),
      source,
      dryRun: z.boolean().default(true),
      dates: z.array(date).max(600).optional().describe('What to apply of the proposed changes'),
    })
    .meta({ id: 'ImportCalendar' }),
  reply: z
    .object({
      years: z.array(z.number().int()).describe('Which years the file speaks of'),
      changes: z.array(calendarChange).describe('What differs from the calendar, by date'),
      unchanged: z.number().int(),
      errors: z.array(lineError),
      applied: z.array(z.iso.date()),
    })
    .meta({ id: 'CalendarImport' }),
  timeoutMs: 10_000,
});

/** The office has another list of days off: the whole of it, public facts by decree. */
export const calendarChanged = defineEvent(
  'guestbook.calendar.changed.v1',
  z.object({
    version: z.number().int().positive().describe('Whoever knows a greater one ignores this'),
    days: z.array(z.object({ date: z.iso.date(), kind: dayOffKind, source: z.string() })),
    completeYears: z.array(z.number().int()),
    changedAt: instant,
  }),
);

export const calendarFull = defineProblem('calendar-full', {
  status: 409,
  params: z.object({ most: z.number().int(), year: z.number().int().optional() }),
  title: { id: 'Terlalu banyak hari libur', en: 'Too many days off' },
  detail: {
    id: ({ most, year: of }) =>
      `Paling banyak ${most} hari libur${of === undefined ? ' dalam kalender' : ` dalam tahun ${of}`}. Hapus yang tidak perlu, lalu ulangi.`,
    en: ({ most, year: of }) =>
      `At most ${most} days off${of === undefined ? ' in the calendar' : ` in ${of}`}. Remove what is not needed and try again.`,
  },
});

export const calendarUnreadable = defineProblem('calendar-unreadable', {
  status: 400,
  params: z.object({ format: z.enum(['ical', 'csv']) }),
  title: { id: 'Berkas kalender tidak dapat dibaca', en: 'The calendar file cannot be read' },
  detail: {
    id: ({ format }) =>
      format === 'ical'
        ? 'Berkas ini bukan kalender iCal (.ics). Unduh lagi dari sumbernya, atau kirim sebagai CSV.'
        : 'Berkas CSV ini rusak. Periksa tanda kutip dan baris judul (tanggal, jenis, nama), lalu kirim lagi.',
    en: ({ format }) =>
      format === 'ical'
        ? 'The file is no iCal calendar (.ics). Download it again from its source, or send it as CSV.'
        : 'The CSV file is broken. Check its quotes and header line (date, kind, name) and send it again.',
  },
});
