import { Controller } from '@nestjs/common';
import { transferVisit, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { deskView } from '../desk-view.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';

/** To another service's line, at the place of the visitor's arrival: nobody queues twice. */
@Controller()
export class TransferVisitHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly personal: PersonalData,
    private readonly journal: VisitJournal,
  ) {}

  @Answers(transferVisit)
  handle({ visitId, service, reason }: RequestOf<typeof transferVisit>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const visit = await this.journal.locked(tx, caller.office, visitId);
      const by = { actorId: actorIdOf(caller), reason: reason ?? null };
      await this.journal.enter(tx, visit, { type: 'transferred', service }, by);
      return deskView(visit, this.personal);
    });
  }
}
