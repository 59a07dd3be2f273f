import type { planFollowUp, ReplyOf } from '@pst/contracts';
import type { WorkingTime } from '@pst/service-standard';
import type { FollowUp } from './domain/follow-up.ts';

export function followUpView(
  followUp: FollowUp,
  time: WorkingTime,
  now: Date,
): ReplyOf<typeof planFollowUp> {
  const { id, element, action, owner, dueOn, completedAt } = followUp;
  return {
    id,
    element,
    action,
    owner,
    dueOn,
    doneOn: completedAt === null ? null : time.businessDateOf(completedAt),
    overdue: followUp.isOverdue(time.businessDateOf(now)),
  };
}
