import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { followUpPlanned, newId, notAllowed, planFollowUp, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { FollowUp } from '../domain/follow-up.ts';
import { followUpView } from '../follow-up-view.ts';

@Controller()
export class PlanFollowUpHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
  ) {}

  @Answers(planFollowUp)
  handle(plan: RequestOf<typeof planFollowUp>, caller: Caller) {
    const { office, actor } = caller;
    if (actor.kind !== 'account') {
      throw notAllowed.error({});
    }
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const followUp = FollowUp.planned(
        { ...plan, id: newId(now.getTime()), office, plannedAt: now, plannedBy: actor.id },
        this.time.businessDateOf(now),
      );
      await tx.db.insert(FollowUp, followUp);
      const { id: followUpId, element, dueOn } = followUp;
      await tx.publish(
        followUpPlanned.create(
          { followUpId, element, dueOn, plannedAt: now.toISOString() },
          { office, about: followUpId, at: now },
        ),
      );
      return followUpView(followUp, this.time, now);
    });
  }
}
