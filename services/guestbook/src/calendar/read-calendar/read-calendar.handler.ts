import { Controller } from '@nestjs/common';
import { readCalendar, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { CalendarBook } from '../calendar-book.ts';

@Controller()
export class ReadCalendarHandler {
  constructor(
    private readonly source: DataSource,
    private readonly book: CalendarBook,
  ) {}

  @Answers(readCalendar)
  handle({ year }: RequestOf<typeof readCalendar>, caller: Caller) {
    return this.book.read(this.source.manager, caller.office, year);
  }
}
