import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { checkIn, outsideServiceHours, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { Guestbook } from '../guestbook.ts';

@Controller()
export class CheckInHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly guestbook: Guestbook,
  ) {}

  @Answers(checkIn)
  handle(command: RequestOf<typeof checkIn>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const status = this.time.statusAt(now);
      if (status.opensAt !== undefined) {
        throw outsideServiceHours.error({
          opensAt: status.opensAt.toISOString(),
          opensAtText: {
            id: this.time.inWords(status.opensAt, 'id'),
            en: this.time.inWords(status.opensAt, 'en'),
          },
          reason: status.reason,
        });
      }
      const { visit, ahead } = await this.guestbook.sign(tx, command, {
        office: caller.office,
        channel: 'own-phone',
        arrivedAt: now,
        timeQuality: 'measured',
      });
      return {
        id: visit.id,
        code: visit.code,
        ticketNumber: visit.ticketNumber,
        state: visit.state,
        position: ahead + 1,
        dueAt: visit.dueAt.toISOString(),
      };
    });
  }
}
