import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Office, OfficeCalendar } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { CalendarBook } from '../calendar-book.ts';
import { CalendarYearSchema } from '../day-off.schema.ts';
import { yearOf } from '../domain/calendar.ts';

/**
 * The years of the office profile that the calendar does not know yet are written into it: all of them
 * at the very first start, and a year that was added to the file at the next one. A year the office has
 * edited is the office's, whatever the file says.
 */
@Injectable()
export class CalendarSeed implements OnApplicationBootstrap {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly book: CalendarBook,
    private readonly calendar: OfficeCalendar,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { source, years, dates } = this.profile.holidays;
    const office = this.profile.office.code;
    await this.transaction.run(async (tx) => {
      // Replicas that start together wait here, and the second finds everything done.
      await this.book.lock(tx, office);
      const known = new Set(
        (await tx.db.findBy(CalendarYearSchema, { office })).map(({ year }) => year),
      );
      const missing = [...new Set([...years, ...dates.map(({ date }) => yearOf(date))])].filter(
        (year) => !known.has(year),
      );
      if (missing.length === 0) {
        return;
      }
      const hand = { office, now: this.clock.now(), accountId: null };
      for (const day of dates.filter(({ date }) => missing.includes(yearOf(date)))) {
        await this.book.put(tx, { ...day, source }, hand);
      }
      for (const year of missing) {
        const complete = years.includes(year);
        await tx.db.upsert(CalendarYearSchema, { office, year, complete, source }, [
          'office',
          'year',
        ]);
      }
      await this.book.announce(tx, hand);
    });
    await this.calendar.refresh();
  }
}
