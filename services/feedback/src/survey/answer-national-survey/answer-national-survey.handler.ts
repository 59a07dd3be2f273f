import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { answerNationalSurvey, newId, surveyAlreadyAnswered, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { NationalResponseSchema } from '../national-response.schema.ts';
import { invitationOf } from '../survey-token.ts';

/** The national survey on the same invitation, once as well, and kept apart from the nine elements. */
@Controller()
export class AnswerNationalSurveyHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  @Answers(answerNationalSurvey)
  handle({ token, scores }: RequestOf<typeof answerNationalSurvey>, caller: Caller) {
    const { office, actor } = caller;
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const invitation = await invitationOf(tx, office, token, this.personal);
      invitation.admit(actor.kind === 'account' ? actor.id : null, now);
      const invitationId = invitation.id;
      if (await tx.db.existsBy(NationalResponseSchema, { invitationId })) {
        throw surveyAlreadyAnswered.error({});
      }
      const id = newId(now.getTime());
      await tx.db.insert(NationalResponseSchema, {
        id,
        office,
        invitationId,
        scores,
        answeredAt: now,
      });
      return { thanks: true as const };
    });
  }
}
