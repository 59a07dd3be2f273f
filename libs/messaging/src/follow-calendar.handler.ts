import { Controller } from '@nestjs/common';
import { calendarChanged, type EventOf } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { OnEvent } from './handlers.ts';
import { OfficeCalendar } from './office-calendar.ts';

/** For the services that promise in working time: keeps the office's calendar in their database. */
@Controller()
export class FollowCalendarHandler {
  constructor(private readonly calendar: OfficeCalendar) {}

  @OnEvent(calendarChanged)
  async follow(event: EventOf<typeof calendarChanged>, tx: Tx): Promise<void> {
    await this.calendar.keep(event, tx);
  }
}
