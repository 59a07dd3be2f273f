import { Controller } from '@nestjs/common';
import { allEvents, calendarChanged, type CloudEvent, type EventOf } from '@pst/contracts';
import { OfficeCalendar, OnEvent } from '@pst/messaging';
import { prepared, type Tx } from '@pst/persistence';
import { WorkingTime } from '@pst/service-standard';
import { project } from './projections.ts';

/** Every event of the system: kept in the order it came, for analysts, and projected. */
@Controller()
export class TakeInEventsHandler {
  constructor(
    private readonly time: WorkingTime,
    private readonly calendar: OfficeCalendar,
  ) {}

  async takeIn(event: CloudEvent, tx: Tx): Promise<void> {
    await prepared(
      tx.db,
      `insert into received_event (id, office, type, time, payload) values ($1, $2, $3, $4, $5)`,
      [event.id, event.office, event.type, event.time, JSON.stringify(event)],
    );
    await project(event, tx, this.time);
    if (event.type === calendarChanged.type) {
      await this.calendar.keep(event as EventOf<typeof calendarChanged>, tx); // parsed on arrival
    }
  }
}

// One handler per event type, because that is what the transport binds; all of them do the same.
for (const contract of allEvents) {
  const descriptor: PropertyDescriptor = {
    configurable: true,
    value(this: TakeInEventsHandler, event: CloudEvent, tx: Tx) {
      return this.takeIn(event, tx);
    },
  };
  Object.defineProperty(TakeInEventsHandler.prototype, contract.type, descriptor);
  OnEvent(contract)(TakeInEventsHandler.prototype, contract.type, descriptor);
}
