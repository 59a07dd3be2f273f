import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, instant } from '../paging.ts';
import { moderationDecision, surveyElement, surveySource } from './requests.ts';

/** Somebody may now rate a service, once. */
export const surveyInvited = defineEvent(
  'feedback.survey.invited.v1',
  z.object({
    invitationId: id,
    source: surveySource,
    sourceId: id,
    /** Of a delivery or an online reading: whose it was. */
    accountId: id.optional(),
    invitedAt: instant,
  }),
);

/** A service was rated 1 to 5. Whether something was written is told, what was written is not. */
export const ratingGiven = defineEvent(
  'feedback.rating.given.v1',
  z.object({
    invitationId: id,
    source: surveySource,
    sourceId: id,
    rating: z.number().int().min(1).max(5),
    commented: z.boolean(),
    givenAt: instant,
  }),
);

/** The nine elements were answered, each 1 to 4. */
export const surveyAnswered = defineEvent(
  'feedback.survey.answered.v1',
  z.object({
    invitationId: id,
    source: surveySource,
    elements: z.partialRecord(surveyElement, z.number().int().min(1).max(4)),
    answeredAt: instant,
  }),
);

/** Somebody decided whether a comment may be read by everybody; what it says is not told. */
export const commentModerated = defineEvent(
  'feedback.comment.moderated.v1',
  z.object({ responseId: id, decision: moderationDecision, moderatedAt: instant }),
);
