import { officeDay } from '../gateway/office-zone.ts';

const DAY_MS = 86_400_000;

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The office's calendar day of an instant, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  return officeDay(at);
}

export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}

/** Every day of a period, also those on which nobody came. */
export function daysIn({ from, to }: Period): string[] {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return Array.from({ length: days }, (_, index) => daysBefore(from, -index));
}

export const presets = ['month', 'last-month', 'week', 'thirty-days', 'year'] as const;
export type Preset = (typeof presets)[number];

export function presetPeriod(preset: Preset, today: string): Period {
  const lastDayBefore = daysBefore(`${today.slice(0, 7)}-01`, 1);
  switch (preset) {
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'last-month':
      return { from: `${lastDayBefore.slice(0, 7)}-01`, to: lastDayBefore };
    case 'week':
      return { from: daysBefore(today, 6), to: today };
    case 'thirty-days':
      return { from: daysBefore(today, 29), to: today };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
  }
}

/** This month and the eleven before it, newest first. */
export function recentMonths(today: string): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}
