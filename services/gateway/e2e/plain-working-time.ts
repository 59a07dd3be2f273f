/**
 * December 2026 in the office of Musi Banyuasin, written down by hand: minutes are counted here one by
 * one from a list of windows, so that what the product reckons can be held against something that
 * shares no line with it.
 */
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Christmas and its leave (SKB 2026); the only days off of that month that are no weekend. */
export const DAYS_OFF = ['2026-12-24', '2026-12-25'];

/** The instant of a wall time in Sekayu: seven hours ahead, all year. */
export const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`);

/** `YYYY-MM-DD` in Sekayu. */
export const dayOf = (instant: number): string =>
  new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10);

export const weekdayOf = (day: string): number => ((Date.parse(`${day}T00:00Z`) / DAY + 3) % 7) + 1;

export const isWorkingDay = (day: string): boolean =>
  weekdayOf(day) <= 5 && !DAYS_OFF.includes(day);

/** When the office serves on a day, from and to, in epoch milliseconds. */
export function windowsOf(day: string): [number, number][] {
  return isWorkingDay(day)
    ? [
        [at(day, '08:00'), at(day, '12:30')],
        [at(day, '14:00'), at(day, weekdayOf(day) === 5 ? '16:00' : '15:30')],
      ]
    : [];
}

function* windowsFrom(instant: number): Generator<[number, number]> {
  for (let day = dayOf(instant); ; day = dayOf(at(day, '12:00') + DAY)) {
    yield* windowsOf(day);
  }
}

/** Service time between two instants, in milliseconds. */
export function served(from: number, to: number): number {
  let total = 0;
  for (const [open, close] of windowsFrom(from)) {
    if (open >= to) {
      break;
    }
    total += Math.max(0, Math.min(close, to) - Math.max(open, from));
  }
  return total;
}

/** When so many minutes of service time are over. */
export function after(from: number, minutes: number): number {
  let left = minutes * MINUTE;
  for (const [open, close] of windowsFrom(from)) {
    const begin = Math.max(open, from);
    if (begin < close && left <= close - begin) {
      return begin + left;
    }
    left -= Math.max(0, close - begin);
  }
  throw new Error('The office opens again');
}

/** The value below which a share of the sorted values lies, in between two by proportion. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  if (sorted.length === 0) {
    return null;
  }
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return Math.round(below + (above - below) * (place - Math.floor(place)));
}

/** The same numbers every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
