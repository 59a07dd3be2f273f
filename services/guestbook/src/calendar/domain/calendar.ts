import { calendarFull, type CalendarChange, type DayOff } from '@pst/contracts';

/** What the calendar says of one day. */
export type KnownDay = Pick<DayOff, 'date' | 'name' | 'kind'>;

/** What a file says of one day. */
export interface ProposedDay extends KnownDay {
  /** The file itself calls it an observance: kept by people, yet no day off by itself. */
  readonly observance: boolean;
}

/** The announcement carries the whole list and must fit into one message of the bus. */
const MOST_DAYS = 600;
/** More would leave no room for work; a list of a year has about 27. */
const MOST_DAYS_A_YEAR = 120;

export const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Refuses a calendar that would leave the office hardly open (`calendar-full`). */
export function requireRoom(dates: readonly string[]): void {
  if (dates.length > MOST_DAYS) {
    throw calendarFull.error({ most: MOST_DAYS });
  }
  const perYear = Map.groupBy(dates, yearOf);
  for (const [year, days] of perYear) {
    if (days.length > MOST_DAYS_A_YEAR) {
      throw calendarFull.error({ most: MOST_DAYS_A_YEAR, year });
    }
  }
}

/** Two lines about one date are one day: both names, and a decree's holiday before its leave. */
export function mergedByDate(days: readonly ProposedDay[]): ProposedDay[] {
  return [...Map.groupBy(days, ({ date }) => date)]
    .map(([date, same]) => ({
      date,
      name: [...new Set(same.map(({ name }) => name))].join(' / ').slice(0, 120),
      kind: same.some(({ kind }) => kind === 'national-holiday')
        ? ('national-holiday' as const)
        : (same[0]?.kind ?? 'national-holiday'),
      observance: same.every(({ observance }) => observance),
    }))
    .toSorted((left, right) => left.date.localeCompare(right.date));
}

/**
 * How a file's list differs from the calendar, by date. It speaks only of the years it has days of, and
 * of what a decree says: an office's own closures are in no file and are never proposed to go.
 */
export function changesBetween(
  known: readonly KnownDay[],
  proposed: readonly ProposedDay[],
): { years: number[]; changes: CalendarChange[]; unchanged: number } {
  const days = mergedByDate(proposed);
  const years = [...new Set(days.map(({ date }) => yearOf(date)))];
  const before = new Map(known.map((day) => [day.date, day]));
  const named = new Set(days.map(({ date }) => date));
  const changes: CalendarChange[] = [];
  for (const { observance, ...day } of days) {
    const was = before.get(day.date);
    if (was === undefined) {
      changes.push({ ...day, change: 'add', was: null, suggested: !observance });
    } else if (was.kind !== day.kind || was.name !== day.name) {
      const { name, kind } = was;
      // Every file words the names differently; only another kind is worth a decision.
      const suggested = kind !== day.kind && !observance;
      changes.push({ ...day, change: 'change', was: { name, kind }, suggested });
    }
  }
  const unchanged = days.length - changes.length;
  for (const { date, name, kind } of known) {
    if (years.includes(yearOf(date)) && kind !== 'office-closure' && !named.has(date)) {
      changes.push({ date, name, kind, change: 'remove', was: null, suggested: false });
    }
  }
  changes.sort((left, right) => left.date.localeCompare(right.date));
  return { years, changes, unchanged };
}
