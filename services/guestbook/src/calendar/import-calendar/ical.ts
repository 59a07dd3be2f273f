import { calendarUnreadable, type DayOff } from '@pst/contracts';
import ICAL from 'ical.js';
import type { ProposedDay } from '../domain/calendar.ts';
import type { FileRead, LineError, Say } from './read-file.ts';

const COLLECTIVE_LEAVE = /cuti bersama|collective leave|joint holiday/i;
/** What public feeds call days that people keep and offices do not: St. Martin, Kartini Day. */
const OBSERVANCE = /observance|perayaan|peringatan/i;
const MOST_DAYS_OF_ONE_EVENT = 31;
const MOST_REPETITIONS = 500;

interface Block {
  /** Of its BEGIN:VEVENT, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/**
 * Days off from an iCalendar file (RFC 5545): every whole-day event, over several days or repeated up
 * to the end of `untilYear`. Each event is read by itself, so that a broken one costs only itself.
 */
export function readIcal(text: string, untilYear: number, say: Say): FileRead {
  if (!/^BEGIN:VCALENDAR\s*$/im.test(text)) {
    throw calendarUnreadable.error({ format: 'ical' });
  }
  const days: ProposedDay[] = [];
  const errors: LineError[] = [];
  for (const block of eventsIn(text)) {
    const found = daysOf(block, untilYear, say);
    if (Array.isArray(found)) {
      days.push(...found);
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

function daysOf(block: Block, untilYear: number, say: Say): ProposedDay[] | LineError {
  let component: ICAL.Component;
  try {
    component = new ICAL.Component(ICAL.parse(block.lines.join('\r\n')));
  } catch {
    return refused(block, 'VEVENT', say('Acara ini rusak.', 'The event is broken.'));
  }
  const text = (property: string) => String(component.getFirstPropertyValue(property) ?? '').trim();
  if (text('status').toUpperCase() === 'CANCELLED') {
    return [];
  }
  const name = text('summary').slice(0, 120);
  if (name === '') {
    return refused(block, 'SUMMARY', say('Nama acara kosong.', 'The event has no name.'));
  }
  const event = new ICAL.Event(component);
  const dates = datesOf(event, untilYear);
  if (dates === undefined) {
    return refused(
      block,
      'DTSTART',
      say(
        'Bukan acara sehari penuh. Tulis DTSTART;VALUE=DATE:20270101.',
        'Not an event of whole days. Write DTSTART;VALUE=DATE:20270101.',
      ),
    );
  }
  const about = [name, text('categories'), text('description')].join('\n');
  const kind: DayOff['kind'] = COLLECTIVE_LEAVE.test(about)
    ? 'collective-leave'
    : 'national-holiday';
  const observance = OBSERVANCE.test(about);
  return dates.map((date) => ({ date, name, kind, observance }));
}

/** Undefined when the event does not say whole days. */
function datesOf(event: ICAL.Event, untilYear: number): string[] | undefined {
  const start: ICAL.Time | null = event.startDate; // null without DTSTART, whatever its types say
  if (!start?.isDate) {
    return undefined;
  }
  const { endDate } = event;
  const length = endDate.isDate ? endDate.subtractDate(start).toSeconds() / 86_400 : 1;
  const starts: ICAL.Time[] = [];
  if (event.isRecurring()) {
    const iterator = event.iterator();
    for (let turn = 0; turn < MOST_REPETITIONS; turn += 1) {
      const next: ICAL.Time | null = iterator.next();
      if (!next || next.year > untilYear) {
        break;
      }
      starts.push(next);
    }
  } else {
    starts.push(start);
  }
  return starts.flatMap((first) =>
    Array.from({ length: Math.min(MOST_DAYS_OF_ONE_EVENT, Math.max(1, length)) }, (_, day) => {
      const date = first.clone();
      date.adjust(day, 0, 0, 0);
      return date.toString().slice(0, 10);
    }),
  );
}

function refused(block: Block, field: string, message: string): LineError {
  const within = block.lines.findIndex((line) => line.toUpperCase().startsWith(field));
  return { line: block.line + Math.max(0, within), field, message };
}
