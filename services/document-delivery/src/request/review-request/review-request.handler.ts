import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  invalidRequest,
  newId,
  notFound,
  ProblemError,
  requestApproved,
  requestDeclined,
  requestPrepared,
  requestRevisionAsked,
  reviewRequest,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { declineWords } from '../domain/decline-words.ts';
import { DocumentRequest } from '../domain/document-request.ts';
import { Dispatch } from '../dispatch.ts';
import { Parcels } from '../parcels.ts';
import { RequestViews, sealedIn } from '../request-views.ts';
import { revokeDeliveries } from '../revoke-deliveries.ts';

type Review = RequestOf<typeof reviewRequest>;
/** What they send is cut beforehand; so is what an officer says to have checked. */
const SENDS = new Set<Review['decision']>(['prepare', 'approve', 'resend']);

/** The officer's word on a request. What approval sends is what the desk was shown. */
@Controller()
export class ReviewRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly views: RequestViews,
    private readonly parcels: Parcels,
    private readonly dispatch: Dispatch,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(reviewRequest)
  async handle(review: Review, caller: Caller) {
    await this.prepare(review, caller);
    const now = this.clock.now();
    const reviewerId = caller.actor.kind === 'account' ? caller.actor.id : newId();
    return this.transaction.once(caller, async (tx) => {
      const request = await tx.db.findOne(DocumentRequest, {
        where: { id: review.requestId, office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      if (request === null) {
        throw notFound.error({});
      }
      const { twoPersonCheck: twoPersons } = this.profile.policies.documentDelivery;
      request.decide(review.decision, { id: reviewerId, twoPersons });
      await this.carryOut(tx, request, review, { reviewerId, now, caller });
      await tx.db.save(request);
      const [view] = await this.views.desk(tx.db, [request]);
      return view;
    });
  }

  /** Pages are cut before the row is locked: that takes seconds, and afterwards no time. */
  private async prepare({ requestId: id, decision }: Review, { office }: Caller): Promise<void> {
    const request = await this.source.getRepository(DocumentRequest).findOneBy({ id, office });
    if (request !== null && SENDS.has(decision)) {
      await this.parcels.pack(this.source.manager, request);
    }
  }

  private async carryOut(
    tx: Tx,
    request: DocumentRequest,
    review: Review,
    { reviewerId, now, caller }: { reviewerId: string; now: Date; caller: Caller },
  ): Promise<void> {
    const about = { office: request.office, about: request.id, at: now };
    const requestId = request.id;
    if (review.note !== undefined) {
      request.answerSealed = this.personal.seal(review.note, sealedIn('answer', requestId));
    }
    switch (review.decision) {
      case 'prepare':
        await tx.publish(
          requestPrepared.create({ requestId, reviewerId, preparedAt: now.toISOString() }, about),
        );
        break;
      case 'approve':
        await this.dispatch.deliver(tx, request, now);
        await tx.publish(
          requestApproved.create({ requestId, reviewerId, approvedAt: now.toISOString() }, about),
        );
        break;
      case 'resend':
        await revokeDeliveries(tx, { requestId }, now);
        await this.dispatch.deliver(tx, request, now);
        break;
      case 'revoke':
        await revokeDeliveries(tx, { requestId }, now);
        break;
      case 'decline': {
        const reason = needed(review.reason, 'reason', caller);
        request.declineReason = reason;
        await tx.publish(
          requestDeclined.create(
            { requestId, reviewerId, reason, declinedAt: now.toISOString() },
            about,
          ),
        );
        await this.dispatch.tell(tx, request, {
          template: 'request-declined',
          ...this.dispatch.addressing(request),
          reason: declineWords(reason, request.language),
          answer: review.note ?? null,
        });
        break;
      }
      case 'revise': {
        const answer = needed(review.note, 'note', caller);
        await tx.publish(
          requestRevisionAsked.create({ requestId, reviewerId, askedAt: now.toISOString() }, about),
        );
        await this.dispatch.tell(tx, request, {
          template: 'request-revision',
          ...this.dispatch.addressing(request),
          answer,
        });
        break;
      }
    }
  }
}

function needed<Value>(value: Value | undefined, path: string, { language }: Caller): Value {
  if (value === undefined) {
    const message = language === 'id' ? 'Wajib diisi' : 'Required';
    throw new ProblemError(invalidRequest.slug, 400, {}, [{ path, message }]);
  }
  return value;
}
