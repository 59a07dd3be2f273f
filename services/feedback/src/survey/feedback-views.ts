import { Injectable } from '@nestjs/common';
import type { moderateComment, ReplyOf } from '@pst/contracts';
import { PersonalData } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { commentSealedIn, redactedSealedIn } from './sealed-comment.ts';
import type { ResponseRow } from './survey.schema.ts';

/** An answer as the desk may see it: with its month, for a day would name who came on it. */
@Injectable()
export class FeedbackViews {
  constructor(
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
  ) {}

  of(response: ResponseRow): ReplyOf<typeof moderateComment> {
    const { id, source, rating, moderation } = response;
    return {
      id,
      source,
      rating,
      comment: this.commentOf(response),
      moderation,
      published: this.publishedOf(response),
      month: this.monthOf(response),
    };
  }

  commentOf({ id, commentSealed }: ResponseRow): string | null {
    return commentSealed === null ? null : this.personal.open(commentSealed, commentSealedIn(id));
  }

  /** What everybody reads; null unless it is published. */
  publishedOf(response: ResponseRow): string | null {
    const { id, moderation, redactedSealed } = response;
    if (moderation !== 'published') {
      return null;
    }
    return redactedSealed === null
      ? this.commentOf(response)
      : this.personal.open(redactedSealed, redactedSealedIn(id));
  }

  sealRedacted(responseId: string, text: string): string {
    return this.personal.seal(text, redactedSealedIn(responseId));
  }

  monthOf({ answeredAt }: ResponseRow): string {
    return this.time.businessDateOf(answeredAt).slice(0, 7);
  }
}
