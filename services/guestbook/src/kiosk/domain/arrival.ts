import type { WorkingTime } from '@pst/service-standard';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A corrected device clock is a little off between two measurements. */
const TOLERANCE_MS = 2 * MINUTE_MS;

/** When a kiosk's visitor arrived, and how well that is known; or why the entry cannot be taken. */
export type Arrival =
  | { readonly arrivedAt: Date; readonly timeQuality: 'measured' | 'offline-synced' }
  | { readonly refused: 'outside-service-hours' | 'too-old' | 'clock-wrong' };

/**
 * An entry handed over at once arrives now, by the office's clock. One from a kiosk that was alone
 * arrived when it was signed, by the kiosk's corrected clock: counted, and never as measured.
 */
export function arrivalOf(
  { signedAt, offline }: { signedAt: Date; offline: boolean },
  now: Date,
  time: Pick<WorkingTime, 'isOpenAt'>,
  keepHours: number,
): Arrival {
  if (!offline) {
    return time.isOpenAt(now)
      ? { arrivedAt: now, timeQuality: 'measured' }
      : { refused: 'outside-service-hours' };
  }
  const age = now.getTime() - signedAt.getTime();
  if (age < -TOLERANCE_MS) {
    return { refused: 'clock-wrong' };
  }
  if (age > keepHours * HOUR_MS) {
    return { refused: 'too-old' };
  }
  if (!time.isOpenAt(signedAt)) {
    return { refused: 'outside-service-hours' };
  }
  return { arrivedAt: age < 0 ? now : signedAt, timeQuality: 'offline-synced' };
}
