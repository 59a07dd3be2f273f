import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { checkIdentity, visitIdentityChecked, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { lockedVisit } from '../locked-visit.ts';
import { deskView, record } from '../queue.ts';

/** The officer saw the ID; its kind is kept, its number is not asked for. */
@Controller()
export class CheckIdentityHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  @Answers(checkIdentity)
  handle(command: RequestOf<typeof checkIdentity>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const visit = await lockedVisit(tx, caller.office, command.visitId);
      visit.seeIdentity(command.kind);
      await tx.db.save(visit);
      const actorId = caller.actor.kind === 'account' ? caller.actor.id : null;
      await record(tx, visit, { type: 'identity-checked', at: now, actorId, reason: command.kind });
      await tx.publish(
        visitIdentityChecked.create(
          { visitId: visit.id, kind: command.kind },
          { office: caller.office, about: visit.id, at: now },
        ),
      );
      return deskView(visit, this.personal);
    });
  }
}
