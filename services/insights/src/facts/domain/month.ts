import type { WorkingTime } from '@pst/service-standard';

/** A calendar month of the office. */
export interface Month {
  /** `2026-11`. */
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly complete: boolean;
  readonly workingDays: number;
}

/** The month asked for, or the one that `now` is in. */
export function monthOf(asked: string | undefined, now: Date, time: WorkingTime): Month {
  const today = time.businessDateOf(now);
  const month = asked ?? today.slice(0, 7);
  const days = daysOf(month);
  const [from, to] = [`${month}-01`, days.at(-1) ?? `${month}-28`];
  return {
    month,
    from,
    to,
    complete: to < today,
    workingDays: days.filter((date) => hasService(date, time)).length,
  };
}

function daysOf(month: string): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  // Day 0 of the next month is the last of this one; in UTC, so that no zone shifts it.
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from(
    { length: last },
    (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`,
  );
}

/** At midnight a working day is waiting for its opening; any other day is a weekend or a holiday. */
function hasService(date: string, time: WorkingTime): boolean {
  return !['weekend', 'holiday'].includes(time.statusAt(time.startOfDay(date)).reason);
}
