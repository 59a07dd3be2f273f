import { DateTime } from 'luxon';
import type { z } from 'zod';
import type { holidayKind, OfficeProfile } from './office-profile.ts';

/** Why the office is open or closed at an instant. */
export type OpeningReason =
  | 'open'
  | 'before-opening'
  | 'break'
  | 'closed-for-the-day'
  | 'weekend'
  | 'holiday';

export interface OpeningStatus {
  readonly open: boolean;
  readonly at: Date;
  readonly reason: OpeningReason;
  /** When the present window ends; only while open. */
  readonly closesAt?: Date;
  /** When the next window begins; only while closed. */
  readonly opensAt?: Date;
  /** Name of the day off, when that is the reason and the name is known. */
  readonly holiday?: string;
}

/** An uninterrupted stretch of service, `from` inclusive, `to` exclusive, in epoch milliseconds. */
interface Window {
  readonly from: number;
  readonly to: number;
}

/** A day on which the office does not serve, although it may be no weekend. */
export interface DayOff {
  /** `YYYY-MM-DD`, the office's own day. */
  readonly date: string;
  readonly kind: z.infer<typeof holidayKind>;
  /** As its decree prints it; what only reckons dates does not need it. */
  readonly name?: string;
}

/** The office's days off as of one version; a greater version is newer. */
export interface CalendarVersion {
  readonly version: number;
  readonly days: readonly DayOff[];
}

/** One of the office's days, from midnight to midnight there, with its service. */
interface Day {
  readonly date: string;
  readonly from: number;
  readonly to: number;
  readonly windows: readonly Window[];
  following?: Day;
}

const MINUTE_MS = 60_000;
/** Eleven years; a longer walk through the calendar begins to remember anew. */
const MOST_DAYS = 4_000;
/** A profile whose office never opens within this many days is wrong, and searching on would not end. */
const HORIZON_DAYS = 366;

/**
 * The office's working time: two windows a day around the break, Friday's own hours, no weekends,
 * holidays and collective leave. All promises of the published standard run in it.
 *
 * Instants in and out are UTC `Date`s; days are the office's own (service-domain 1.9, 3.2).
 *
 * It begins with the days off of the profile, as version 0, and goes on with whatever newer calendar it
 * is given ({@link take}). A calculation never waits for anything, so each sees one calendar from its
 * beginning to its end; two calculations one after the other may not.
 */
export class WorkingTime {
  private readonly zone: string;
  private daysOff: ReadonlyMap<string, DayOff> = new Map();
  private known = 0;
  private readonly days = new Map<string, Day>();
  /** The day last asked about: nearly every question is about today. */
  private latest: Day | undefined;

  constructor(private readonly profile: OfficeProfile) {
    this.zone = profile.office.timezone;
    if (!DateTime.local({ zone: this.zone }).isValid) {
      throw new Error(`The office profile's time zone ${this.zone} is not known`);
    }
    this.replaceDays(profile.holidays.dates);
  }

  /** Which version of the office's calendar it reckons with; 0 is the profile's own list. */
  get calendarVersion(): number {
    return this.known;
  }

  /**
   * From now on reckons with this calendar, if it is newer than the one it has: true then. An older one,
   * or the same again, changes nothing, so that the order in which they arrive does not matter.
   */
  take({ version, days }: CalendarVersion): boolean {
    if (version <= this.known) {
      return false;
    }
    this.known = version;
    this.replaceDays(days);
    return true;
  }

  /** The office's calendar day of an instant, `YYYY-MM-DD`. */
  businessDateOf(at: Date): string {
    return this.dayAt(at.getTime()).date;
  }

  /** The instant at which the office's calendar day begins. */
  startOfDay(date: string): Date {
    return DateTime.fromISO(date, { zone: this.zone }).toJSDate();
  }

  /** The instant of a wall time such as `18:00` on one of the office's days. */
  instantAt(date: string, wallTime: string): Date {
    return DateTime.fromISO(`${date}T${wallTime}`, { zone: this.zone }).toJSDate();
  }

  isOpenAt(at: Date): boolean {
    return this.windowAt(at.getTime()) !== undefined;
  }

  /** Open or closed, why, and until when. */
  statusAt(at: Date): OpeningStatus {
    const time = at.getTime();
    const window = this.windowAt(time);
    if (window !== undefined) {
      return { open: true, at, reason: 'open', closesAt: this.endOfWindow(window) };
    }
    const date = this.businessDateOf(at);
    const closed = { open: false, at, opensAt: this.nextOpening(at) };
    const dayOff = this.daysOff.get(date);
    if (dayOff !== undefined) {
      const { name } = dayOff;
      return { ...closed, reason: 'holiday', ...(name !== undefined && { holiday: name }) };
    }
    const today = this.dayOf(date).windows;
    const [first] = today;
    if (first === undefined) {
      return { ...closed, reason: 'weekend' };
    }
    if (time < first.from) {
      return { ...closed, reason: 'before-opening' };
    }
    const later = today.some(({ from }) => from > time);
    return { ...closed, reason: later ? 'break' : 'closed-for-the-day' };
  }

  /** The first instant of service at or after `at`. */
  nextOpening(at: Date): Date {
    const time = at.getTime();
    for (const window of this.windowsFrom(at)) {
      if (time < window.to) {
        return new Date(Math.max(time, window.from));
      }
    }
    throw this.neverOpens();
  }

  /**
   * `minutes` of working time after `at`. Signed at 12:28 with five minutes to go: 14:03. Before
   * opening the clock starts with the opening.
   */
  addWorkingMinutes(at: Date, minutes: number): Date {
    let left = minutes * MINUTE_MS;
    let from = at.getTime();
    for (const window of this.windowsFrom(at)) {
      from = Math.max(from, window.from);
      if (from >= window.to) {
        continue;
      }
      const available = window.to - from;
      // A promise that ends with the window is kept or broken there, not after the break.
      if (left <= available) {
        return new Date(from + left);
      }
      left -= available;
    }
    throw this.neverOpens();
  }

  /** End of service on the `days`-th working day after the day of `at`. */
  addWorkingDays(at: Date, days: number): Date {
    const today = this.businessDateOf(at);
    let left = days;
    let looked = 0;
    for (const { date, windows } of this.daysFrom(at)) {
      const last = windows.at(-1);
      if (last !== undefined && date !== today) {
        left -= 1;
        if (left <= 0) {
          return new Date(last.to);
        }
      }
      looked += 1;
      if (looked > days * 3 + HORIZON_DAYS) {
        break;
      }
    }
    throw this.neverOpens();
  }

  /** Working seconds from `from` to `to`; 0 when `to` is not later. */
  workingSecondsBetween(from: Date, to: Date): number {
    const begin = from.getTime();
    const end = to.getTime();
    let total = 0;
    if (end <= begin) {
      return 0;
    }
    for (const window of this.windowsFrom(from)) {
      if (window.from >= end) {
        break;
      }
      total += Math.max(0, Math.min(end, window.to) - Math.max(begin, window.from));
    }
    return Math.floor(total / 1_000);
  }

  /** An instant in words of the office's zone, for people: "Senin, 23 November 2026 pukul 08.00 WIB". */
  inWords(at: Date, language: 'id' | 'en'): string {
    const local = this.local(at).setLocale(language === 'id' ? 'id-ID' : 'en-GB');
    const day = local.toLocaleString({
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    return language === 'id'
      ? `${day} pukul ${local.toFormat('HH.mm')} ${this.zoneName()}`
      : `${day} at ${local.toFormat('HH:mm')} ${this.zoneName()}`;
  }

  private replaceDays(days: readonly DayOff[]): void {
    this.daysOff = new Map(days.map((day) => [day.date, day]));
    // Their windows were computed with the days off before.
    this.days.clear();
    this.latest = undefined;
  }

  /** WIB, WITA or WIT: the names people in Indonesia know their zones by. */
  private zoneName(): string {
    const names: Record<string, string> = {
      'Asia/Jakarta': 'WIB',
      'Asia/Pontianak': 'WIB',
      'Asia/Makassar': 'WITA',
      'Asia/Jayapura': 'WIT',
    };
    return names[this.zone] ?? this.zone;
  }

  private local(at: Date): DateTime {
    return DateTime.fromJSDate(at, { zone: this.zone });
  }

  private windowAt(time: number): Window | undefined {
    return this.dayAt(time).windows.find(({ from, to }) => from <= time && time < to);
  }

  private endOfWindow(window: Window): Date {
    return new Date(window.to);
  }

  private *daysFrom(at: Date): Generator<Day> {
    let day = this.dayAt(at.getTime());
    for (;;) {
      yield day;
      day = day.following ??= this.dayOf(this.local(new Date(day.to)).toISODate() ?? '');
    }
  }

  private *windowsFrom(at: Date): Generator<Window> {
    let empty = 0;
    for (const { windows } of this.daysFrom(at)) {
      empty = windows.length === 0 ? empty + 1 : 0;
      if (empty > HORIZON_DAYS) {
        return;
      }
      yield* windows;
    }
  }

  private dayAt(time: number): Day {
    const known = this.latest;
    if (known !== undefined && known.from <= time && time < known.to) {
      return known;
    }
    const day = this.dayOf(this.local(new Date(time)).toISODate() ?? '');
    this.latest = day;
    return day;
  }

  private dayOf(date: string): Day {
    const known = this.days.get(date);
    if (known !== undefined) {
      return known;
    }
    const midnight = DateTime.fromISO(date, { zone: this.zone });
    const day: Day = {
      date,
      from: midnight.toMillis(),
      to: midnight.plus({ days: 1 }).toMillis(),
      windows: this.computeWindows(date),
    };
    if (this.days.size >= MOST_DAYS) {
      this.days.clear();
    }
    this.days.set(date, day);
    return day;
  }

  private computeWindows(date: string): Window[] {
    const { weekday } = DateTime.fromISO(date, { zone: this.zone });
    if (weekday > 5 || this.daysOff.has(date)) {
      return [];
    }
    const { hours } = this.profile.standard;
    const { open, close } = weekday === 5 ? hours.fri : hours['mon-thu'];
    const { from, to } = hours.break;
    const instant = (wallTime: string) => this.instantAt(date, wallTime).getTime();
    // ISO times of one day compare as text.
    const stretches: [string, string][] =
      from <= open || from >= close
        ? [[to > open && from <= open ? to : open, close]]
        : [
            [open, from],
            [to, close],
          ];
    return stretches
      .filter(([begin, end]) => begin < end)
      .map(([begin, end]) => ({ from: instant(begin), to: instant(end) }));
  }

  private neverOpens(): Error {
    return new Error(`According to its profile office ${this.profile.office.code} never opens`);
  }
}
