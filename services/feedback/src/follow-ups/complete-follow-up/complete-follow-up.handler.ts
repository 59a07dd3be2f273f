import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { completeFollowUp, followUpCompleted, notFound, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { FollowUp } from '../domain/follow-up.ts';
import { followUpView } from '../follow-up-view.ts';

@Controller()
export class CompleteFollowUpHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
  ) {}

  @Answers(completeFollowUp)
  handle({ followUpId }: RequestOf<typeof completeFollowUp>, caller: Caller) {
    const { office } = caller;
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const followUp = await tx.db.findOne(FollowUp, {
        where: { id: followUpId, office },
        lock: { mode: 'pessimistic_write' },
      });
      if (followUp === null) {
        throw notFound.error({});
      }
      followUp.complete(now);
      await tx.db.save(FollowUp, followUp);
      const { element, dueOn } = followUp;
      await tx.publish(
        followUpCompleted.create(
          { followUpId, element, dueOn, completedAt: now.toISOString() },
          { office, about: followUpId, at: now },
        ),
      );
      return followUpView(followUp, this.time, now);
    });
  }
}
