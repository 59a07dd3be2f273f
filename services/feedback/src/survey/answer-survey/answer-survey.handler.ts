import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  answerSurvey,
  newId,
  ratingGiven,
  readSurvey,
  surveyAnswered,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { Invitation } from '../domain/invitation.ts';
import { commentSealedIn } from '../sealed-comment.ts';
import { ResponseSchema } from '../survey.schema.ts';
import { invitationOf } from '../survey-token.ts';

type Answer = RequestOf<typeof answerSurvey>;

/** The survey behind a link: shown, and answered once. */
@Controller()
export class AnswerSurveyHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
  ) {}

  @Answers(readSurvey)
  read({ token }: RequestOf<typeof readSurvey>, caller: Caller) {
    return this.transaction.run(async (tx) => {
      const invitation = await invitationOf(tx, caller.office, token, this.personal);
      return {
        source: invitation.source,
        servedAt: invitation.servedAt.toISOString(),
        answered: invitation.answeredAt !== null,
        expiresAt: invitation.expiresAt.toISOString(),
      };
    });
  }

  @Answers(answerSurvey)
  handle(answer: Answer, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const invitation = await invitationOf(tx, caller.office, answer.token, this.personal);
      invitation.answer(caller.actor.kind === 'account' ? caller.actor.id : null, now);
      await tx.db.save(Invitation, invitation);
      await this.store(tx, invitation, answer, now);
      return { thanks: true as const };
    });
  }

  private async store(tx: Tx, invitation: Invitation, answer: Answer, now: Date): Promise<void> {
    const { office, source, sourceId } = invitation;
    // Officers list answers by their ids, and an id tells its time: this one tells the month.
    const month = this.time.startOfDay(`${this.time.businessDateOf(now).slice(0, 7)}-01`);
    const id = newId(month.getTime());
    const elements = answer.elements ?? {};
    const comment = answer.comment ?? '';
    await tx.db.insert(ResponseSchema, {
      id,
      office,
      invitationId: invitation.id,
      source,
      rating: answer.rating,
      commentSealed: comment === '' ? null : this.personal.seal(comment, commentSealedIn(id)),
      elements,
      respondent: answer.respondent ?? {},
      answeredAt: now,
      moderation: comment === '' ? null : 'pending',
      redactedSealed: null,
      moderatedAt: null,
      moderatedBy: null,
    });
    const about = { office, about: invitation.id, at: now };
    await tx.publish(
      ratingGiven.create(
        {
          invitationId: invitation.id,
          source,
          sourceId,
          rating: answer.rating,
          commented: comment !== '',
          givenAt: now.toISOString(),
        },
        about,
      ),
    );
    if (Object.keys(elements).length > 0) {
      await tx.publish(
        surveyAnswered.create(
          { invitationId: invitation.id, source, elements, answeredAt: now.toISOString() },
          about,
        ),
      );
    }
  }
}
