import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { calendarChanged, readCalendar, type OfficeCalendar } from '@pst/contracts';
import { Bus } from '@pst/messaging';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { Office } from '../http/injected.ts';
import { Services } from '../http/services.ts';

const AGAIN_AFTER_MS = 1_000;

/**
 * The office's calendar as the guestbook keeps it, for the answers the gateway gives itself. It asks at
 * the start, after an outage and whenever a change is announced, until it has an answer: announcements
 * say dates, and the names of the days are the guestbook's to tell. Without an answer yet it says what
 * the office profile says.
 */
@Injectable()
export class FollowedCalendar implements OnApplicationBootstrap, OnModuleDestroy {
  private kept: OfficeCalendar | undefined;
  private asking = false;
  private wanted = false;
  private again: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly services: Services,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  onApplicationBootstrap(): void {
    const subject = calendarChanged.subjectFor(this.profile.office.code);
    this.bus.connection.subscribe(subject, { callback: () => void this.ask() });
    this.bus.onReconnect(() => void this.ask());
    void this.ask();
  }

  onModuleDestroy(): void {
    clearTimeout(this.again);
    this.wanted = false;
  }

  /** The days off as the published standard lists them. */
  get holidays(): OfficeProfile['holidays'] {
    const { holidays } = this.profile;
    return this.kept === undefined
      ? holidays
      : {
          source: holidays.source,
          years: this.kept.completeYears.map(({ year }) => year),
          dates: this.kept.days.map(({ date, name, kind }) => ({ date, name, kind })),
        };
  }

  private async ask(): Promise<void> {
    // What is announced while an answer is under way may be missing from it: asked once more.
    this.wanted = true;
    if (this.asking) {
      return;
    }
    this.asking = true;
    clearTimeout(this.again);
    try {
      while (this.wanted) {
        this.wanted = false;
        const calendar = await this.services.askAsAnybody(readCalendar, {});
        if (this.time.take(calendar)) {
          this.kept = calendar;
        }
      }
    } catch {
      // The guestbook is away; what it announces meanwhile is in its answer when it is back.
      this.again = setTimeout(() => void this.ask(), AGAIN_AFTER_MS);
    } finally {
      this.asking = false;
    }
  }
}
