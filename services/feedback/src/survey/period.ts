import type { WorkingTime } from '@pst/service-standard';

const DAY_MS = 86_400_000;

/** Whole days of the office; without dates, this calendar year up to today. */
export interface Period {
  readonly from: string;
  readonly to: string;
  /** Inclusive. */
  readonly begins: Date;
  /** Exclusive. */
  readonly ends: Date;
}

export function periodOf(
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  time: WorkingTime,
  now: Date,
): Period {
  const to = asked.to ?? time.businessDateOf(now);
  const from = asked.from ?? `${to.slice(0, 4)}-01-01`;
  const dayAfter = new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10);
  return { from, to, begins: time.startOfDay(from), ends: time.startOfDay(dayAfter) };
}
