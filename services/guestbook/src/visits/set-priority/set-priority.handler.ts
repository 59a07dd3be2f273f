import { Controller } from '@nestjs/common';
import { setPriority, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { deskView } from '../desk-view.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';

/** The officer sees why a visitor should go first, or that they need not. */
@Controller()
export class SetPriorityHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly personal: PersonalData,
    private readonly journal: VisitJournal,
  ) {}

  @Answers(setPriority)
  handle({ visitId, priority }: RequestOf<typeof setPriority>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const visit = await this.journal.locked(tx, caller.office, visitId);
      if (visit.priority !== priority) {
        const by = { actorId: actorIdOf(caller), reason: priority };
        await this.journal.enter(tx, visit, { type: 'prioritised', priority }, by);
      }
      return deskView(visit, this.personal);
    });
  }
}
