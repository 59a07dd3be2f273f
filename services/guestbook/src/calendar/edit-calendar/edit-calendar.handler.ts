import { Controller } from '@nestjs/common';
import { markYear, notFound, removeDayOff, setDayOff, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { CalendarBook } from '../calendar-book.ts';
import { CalendarYearSchema } from '../day-off.schema.ts';
import { yearOf } from '../domain/calendar.ts';

/** One day by hand, and the word that a year's list is complete. */
@Controller()
export class EditCalendarHandler {
  constructor(private readonly book: CalendarBook) {}

  @Answers(setDayOff)
  set(command: RequestOf<typeof setDayOff>, caller: Caller) {
    return this.book.edit(caller, async (tx, hand) => ({
      changed: await this.book.put(tx, command, hand),
      reply: () => this.book.read(tx.db, hand.office, yearOf(command.date)),
    }));
  }

  @Answers(removeDayOff)
  remove({ date }: RequestOf<typeof removeDayOff>, caller: Caller) {
    return this.book.edit(caller, async (tx, { office }) => {
      if (!(await this.book.remove(tx, office, date))) {
        throw notFound.error({});
      }
      return { changed: true, reply: () => this.book.read(tx.db, office, yearOf(date)) };
    });
  }

  @Answers(markYear)
  mark(command: RequestOf<typeof markYear>, caller: Caller) {
    const { year, complete } = command;
    return this.book.edit(caller, async (tx, { office }) => {
      const known = await tx.db.findOneBy(CalendarYearSchema, { office, year });
      const source = command.complete ? command.source : (known?.source ?? '');
      await tx.db.upsert(CalendarYearSchema, { office, year, complete, source }, [
        'office',
        'year',
      ]);
      return {
        changed: known?.complete !== complete,
        reply: () => this.book.read(tx.db, office, year),
      };
    });
  }
}
