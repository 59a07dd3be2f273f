import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { importCalendar, invalidRequest, ProblemError, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { CalendarBook } from '../calendar-book.ts';
import { DayOffSchema } from '../day-off.schema.ts';
import { changesBetween, yearOf } from '../domain/calendar.ts';
import { readCsv } from './csv.ts';
import { readIcal } from './ical.ts';
import { sayIn } from './read-file.ts';

type Command = RequestOf<typeof importCalendar>;

/** A file proposes, a person decides: what is chosen by date becomes the calendar's. */
@Controller()
export class ImportCalendarHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly book: CalendarBook,
  ) {}

  @Answers(importCalendar)
  async handle(command: Command, caller: Caller) {
    const { days, errors } = this.read(command, caller);
    const { office } = caller;
    if (command.dryRun) {
      const known = await this.source.manager.findBy(DayOffSchema, { office });
      return { ...changesBetween(known, days), errors, applied: [] };
    }
    const chosen = new Set(chosenDates(command, caller));
    return this.book.edit(caller, async (tx, hand) => {
      const known = await tx.db.findBy(DayOffSchema, { office });
      // Compared again: what somebody else has entered meanwhile is no change any more.
      const compared = changesBetween(known, days);
      const applied = compared.changes.filter(({ date }) => chosen.has(date));
      for (const { change, date, name, kind } of applied) {
        await (change === 'remove'
          ? this.book.remove(tx, office, date)
          : this.book.put(tx, { date, name, kind, source: command.source }, hand));
      }
      const reply = { ...compared, errors, applied: applied.map(({ date }) => date) };
      return { changed: applied.length > 0, reply: () => Promise.resolve(reply) };
    });
  }

  private read({ format, content }: Command, { language }: Caller) {
    const say = sayIn(language);
    const thisYear = yearOf(this.time.businessDateOf(this.clock.now()));
    return format === 'csv' ? readCsv(content, say) : readIcal(content, thisYear, say);
  }
}

function chosenDates({ dates }: Command, { language }: Caller): string[] {
  if (dates === undefined) {
    const message = sayIn(language)(
      'Sebutkan tanggal yang dipakai, atau uji dahulu dengan dryRun.',
      'Name the dates to apply, or try it first with dryRun.',
    );
    throw new ProblemError(invalidRequest.slug, invalidRequest.status, {}, [
      { path: 'dates', message },
    ]);
  }
  return dates;
}
