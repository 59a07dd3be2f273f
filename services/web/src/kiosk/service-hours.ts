/** Service hours as a kiosk keeps them, in order; ISO 8601 UTC. */
export type Openings = readonly { readonly from: string; readonly to: string }[];

const MINUTE_MS = 60_000;

/** Open now, or when next; neither once the kept calendar is over. */
export function hoursAt(openings: Openings, at: Date): { open: boolean; opensAt?: string } {
  const time = at.getTime();
  const next = openings.find(({ to }) => time < Date.parse(to));
  if (next === undefined) {
    return { open: false };
  }
  return Date.parse(next.from) <= time ? { open: true } : { open: false, opensAt: next.from };
}

/** `minutes` of service after `at`, as the guestbook will count them; undefined past the calendar. */
export function promisedBy(openings: Openings, at: Date, minutes: number): string | undefined {
  let left = minutes * MINUTE_MS;
  for (const { from, to } of openings) {
    const begin = Math.max(Date.parse(from), at.getTime());
    const available = Date.parse(to) - begin;
    if (available <= 0) {
      continue;
    }
    if (left <= available) {
      return new Date(begin + left).toISOString();
    }
    left -= available;
  }
  return undefined;
}
