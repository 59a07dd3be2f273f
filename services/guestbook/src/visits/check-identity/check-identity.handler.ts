import { Controller } from '@nestjs/common';
import { checkIdentity, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { deskView } from '../desk-view.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';

/** The officer saw the ID; its kind is kept, its number is not asked for. */
@Controller()
export class CheckIdentityHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly personal: PersonalData,
    private readonly journal: VisitJournal,
  ) {}

  @Answers(checkIdentity)
  handle(command: RequestOf<typeof checkIdentity>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const visit = await this.journal.locked(tx, caller.office, command.visitId);
      const fact = { type: 'identity-checked', kind: command.kind } as const;
      await this.journal.enter(tx, visit, fact, { actorId: actorIdOf(caller) });
      return deskView(visit, this.personal);
    });
  }
}
