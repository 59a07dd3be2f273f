import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  commentModerated,
  moderateComment,
  notFound,
  redacted,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { FeedbackViews } from '../feedback-views.ts';
import { ResponseSchema } from '../survey.schema.ts';

/** Nothing that a visitor wrote is public before somebody has read it. */
@Controller()
export class ModerateCommentHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly views: FeedbackViews,
  ) {}

  @Answers(moderateComment)
  handle({ responseId, decision, hide }: RequestOf<typeof moderateComment>, caller: Caller) {
    const { office, actor } = caller;
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const response = await tx.db.findOne(ResponseSchema, {
        where: { id: responseId, office },
        lock: { mode: 'pessimistic_write' },
      });
      if (response === null || response.moderation === null) {
        throw notFound.error({});
      }
      const shown = redacted(this.views.commentOf(response) ?? '', hide);
      const decided = {
        moderation: decision,
        redactedSealed: hide.length > 0 ? this.views.sealRedacted(responseId, shown) : null,
        moderatedAt: now,
        moderatedBy: actor.kind === 'account' ? actor.id : null,
      };
      await tx.db.update(ResponseSchema, { id: responseId }, decided);
      await tx.publish(
        commentModerated.create(
          { responseId, decision, moderatedAt: now.toISOString() },
          { office, about: responseId, at: now },
        ),
      );
      return this.views.of({ ...response, ...decided });
    });
  }
}
