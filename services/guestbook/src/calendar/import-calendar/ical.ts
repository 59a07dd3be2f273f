import { calendarUnreadable, type DayOff } from '@pst/contracts';
import ICAL from 'ical.js';
import { yearOf, type ProposedDay } from '../domain/calendar.ts';
import type { FileRead, LineError, Say } from './read-file.ts';

const COLLECTIVE_LEAVE = /cuti bersama|collective leave|joint holiday/i;
/** What public feeds call days that people keep and offices do not: St. Martin, Kartini Day. */
const OBSERVANCE = /observance|perayaan|peringatan/i;
const MOST_DAYS_OF_ONE_EVENT = 31;
const DAY_SECONDS = 86_400;

interface Block {
  /** Of its BEGIN:VEVENT, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/**
 * Days off from an iCalendar file (RFC 5545), of this year and the next ones: every whole-day event, over
 * several days or repeated yearly. A feed carries years of the past as well, which are settled. Each event
 * is read by itself, so that a broken one costs only itself.
 */
export function readIcal(text: string, thisYear: number, say: Say): FileRead {
  if (!/^BEGIN:VCALENDAR\s*$/im.test(text)) {
    throw calendarUnreadable.error({ format: 'ical' });
  }
  const days: ProposedDay[] = [];
  const errors: LineError[] = [];
  for (const block of eventsIn(text)) {
    const found = daysOf(block, thisYear, say);
    if (Array.isArray(found)) {
      days.push(...found.filter(({ date }) => yearOf(date) >= thisYear));
    } else {
      errors.push(found);
    }
  }
  return { days, errors };
}

function eventsIn(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; lines: string[] } | undefined;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^BEGIN:VEVENT\s*$/i.test(line)) {
      open = { line: index + 1, lines: [] };
    }
    open?.lines.push(line);
    if (/^END:VEVENT\s*$/i.test(line) && open !== undefined) {
      blocks.push(open);
      open = undefined;
    }
  }
  return blocks;
}

function daysOf(block: Block, thisYear: number, say: Say): ProposedDay[] | LineError {
  let event: ICAL.Component;
  try {
    event = new ICAL.Component(ICAL.parse(block.lines.join('\r\n')));
  } catch {
    return refused(block, 'VEVENT', say('Acara ini rusak.', 'The event is broken.'));
  }
  const text = (property: string) => String(event.getFirstPropertyValue(property) ?? '').trim();
  if (text('status').toUpperCase() === 'CANCELLED') {
    return [];
  }
  const name = text('summary').slice(0, 120);
  if (name === '') {
    return refused(block, 'SUMMARY', say('Nama acara kosong.', 'The event has no name.'));
  }
  const start = dateIn(event, 'dtstart');
  if (start === undefined) {
    return refused(
      block,
      'DTSTART',
      say(
        'Bukan acara sehari penuh. Tulis DTSTART;VALUE=DATE:20270101.',
        'Not an event of whole days. Write DTSTART;VALUE=DATE:20270101.',
      ),
    );
  }
  const starts = startsOf(event, start, thisYear);
  if (starts === undefined) {
    return refused(
      block,
      'RRULE',
      say(
        'Hanya pengulangan tahunan yang terbaca. Tulis setiap tanggal sebagai acara sendiri.',
        'Only yearly repetition is read. Write each date as an event of its own.',
      ),
    );
  }
  const about = [name, text('categories'), text('description')].join('\n');
  const kind: DayOff['kind'] = COLLECTIVE_LEAVE.test(about)
    ? 'collective-leave'
    : 'national-holiday';
  const observance = OBSERVANCE.test(about);
  return starts
    .flatMap((first) => daysFrom(first, lengthOf(event, start)))
    .map((date) => ({ date, name, kind, observance }));
}

/** The whole day that a property says; undefined for a time of day and for nothing. */
function dateIn(event: ICAL.Component, property: string): ICAL.Time | undefined {
  const value = event.getFirstPropertyValue(property);
  // A date written in another order is read as one of antiquity.
  const whole = value instanceof ICAL.Time && value.isDate && value.year >= 1900;
  return whole ? value : undefined;
}

/** In whole days; the end of an event is the day after its last. */
function lengthOf(event: ICAL.Component, start: ICAL.Time): number {
  const end = dateIn(event, 'dtend');
  const days = end === undefined ? 1 : end.subtractDate(start).toSeconds() / DAY_SECONDS;
  return Math.min(MOST_DAYS_OF_ONE_EVENT, Math.max(1, days));
}

/**
 * The first days of an event: its own, or this year's and the next one's of a yearly one; undefined when
 * it repeats otherwise. Rules are not run through: one from anywhere could keep the guestbook busy.
 */
function startsOf(
  event: ICAL.Component,
  start: ICAL.Time,
  thisYear: number,
): ICAL.Time[] | undefined {
  const rule = event.getFirstPropertyValue('rrule');
  if (!(rule instanceof ICAL.Recur)) {
    return [start];
  }
  const { freq, interval, count, until } = rule;
  const simple = Object.keys(rule.parts).every((part) => /^BYMONTH(DAY)?$/.test(part));
  if (freq !== 'YEARLY' || interval !== 1 || count !== null || !simple) {
    return undefined;
  }
  return [thisYear, thisYear + 1]
    .filter((year) => year >= start.year)
    .map((year) => ICAL.Time.fromData({ year, month: start.month, day: start.day, isDate: true }))
    .filter(
      (day) => until === null || day.compareDateOnlyTz(until, ICAL.Timezone.utcTimezone) <= 0,
    );
}

function daysFrom(first: ICAL.Time, length: number): string[] {
  return Array.from({ length }, (_, day) => {
    const date = first.clone();
    date.adjust(day, 0, 0, 0);
    return date.toString().slice(0, 10);
  });
}

function refused(block: Block, field: string, message: string): LineError {
  const within = block.lines.findIndex((line) => line.toUpperCase().startsWith(field));
  return { line: block.line + Math.max(0, within), field, message };
}
