import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { enterPaperVisit, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { deskView } from '../queue.ts';
import { signInBook } from '../sign-in-book.ts';
import { TicketNumbers } from '../ticket-numbers.ts';

/** Back-entry of a line of the paper book: the visit counts, its times never enter a percentile. */
@Controller()
export class EnterPaperVisitHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    private readonly numbers: TicketNumbers,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(enterPaperVisit)
  handle(command: RequestOf<typeof enterPaperVisit>, caller: Caller) {
    const { arrivedAt, completedAt: _completedAt, ...entry } = command;
    return this.transaction.once(caller, async (tx) => {
      const desk = {
        profile: this.profile,
        time: this.time,
        personal: this.personal,
        numbers: this.numbers,
      };
      const { visit } = await signInBook(tx, desk, entry, {
        office: caller.office,
        now: this.clock.now(),
        arrivedAt: new Date(arrivedAt),
        timeQuality: 'backfilled',
      });
      return deskView(visit, this.personal);
    });
  }
}
