import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { notFound, recordPrint, ticketPrinted, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { IsNull } from 'typeorm';
import { KioskEntrySchema } from '../kiosk.schema.ts';
import { deviceIdOf } from '../../device-id.ts';

/** Paper or no paper: a fact of its own, for the visit stands either way. */
@Controller()
export class RecordPrintHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(recordPrint)
  handle({ visitId, outcome }: RequestOf<typeof recordPrint>, caller: Caller): Promise<null> {
    const { office } = caller;
    const deviceId = deviceIdOf(caller);
    return this.transaction.once(caller, async (tx) => {
      const own = { id: visitId, office, deviceId, reason: IsNull() };
      if (!(await tx.db.existsBy(KioskEntrySchema, own))) {
        throw notFound.error({});
      }
      const about = { office, about: visitId, at: this.clock.now() };
      await tx.publish(ticketPrinted.create({ visitId, outcome }, about));
      return null;
    });
  }
}
