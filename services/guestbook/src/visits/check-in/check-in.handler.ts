import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { checkIn, outsideServiceHours, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { signInBook } from '../sign-in-book.ts';
import { TicketNumbers } from '../ticket-numbers.ts';

@Controller()
export class CheckInHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    private readonly numbers: TicketNumbers,
    @Office() private readonly profile: OfficeProfile,
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
      const desk = {
        profile: this.profile,
        time: this.time,
        personal: this.personal,
        numbers: this.numbers,
      };
      const { office } = caller;
      const { visit, ahead } = await signInBook(tx, desk, command, {
        office,
        now,
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
