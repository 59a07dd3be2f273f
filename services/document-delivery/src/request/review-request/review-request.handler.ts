import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  invalidRequest,
  messageTo,
  newId,
  notFound,
  ProblemError,
  requestApproved,
  requestDeclined,
  requestRevisionAsked,
  reviewRequest,
  type RequestOf,
  type SendMessage,
} from '@pst/contracts';
import { Answers, Config, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { hashToken, PersonalData, randomToken, type Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { declineWords } from '../domain/decline-words.ts';
import { Delivery } from '../domain/delivery.ts';
import { DocumentRequest } from '../domain/document-request.ts';
import { Parcels } from '../parcels.ts';
import { RequestViews, sealedIn } from '../request-views.ts';
import { revokeDeliveries } from '../revoke-deliveries.ts';

type Review = RequestOf<typeof reviewRequest>;
const DAY_MS = 86_400_000;

/** The officer's word on a request. What approval sends is what the desk was shown. */
@Controller()
export class ReviewRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    private readonly views: RequestViews,
    private readonly parcels: Parcels,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: CoreConfig,
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
      request.decide(review.decision);
      await this.carryOut(tx, request, review, { reviewerId, now, caller });
      await tx.db.save(request);
      const [view] = await this.views.desk(tx.db, [request]);
      return view;
    });
  }

  /** Pages are cut before the row is locked: that takes seconds, and afterwards no time. */
  private async prepare({ requestId: id, decision }: Review, { office }: Caller): Promise<void> {
    const request = await this.source.getRepository(DocumentRequest).findOneBy({ id, office });
    if (request !== null && (decision === 'approve' || decision === 'resend')) {
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
      case 'approve':
        await this.deliver(tx, request, now);
        await tx.publish(
          requestApproved.create({ requestId, reviewerId, approvedAt: now.toISOString() }, about),
        );
        break;
      case 'resend':
        await revokeDeliveries(tx, { requestId }, now);
        await this.deliver(tx, request, now);
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
        await this.tell(tx, request, {
          template: 'request-declined',
          ...this.addressing(request),
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
        await this.tell(tx, request, {
          template: 'request-revision',
          ...this.addressing(request),
          answer,
        });
        break;
      }
    }
  }

  private async deliver(tx: Tx, request: DocumentRequest, now: Date): Promise<void> {
    const files = await this.parcels.packAll(tx.db, request);
    const sendAs = this.parcels.sendAs(request, files) ?? 'link';
    const secret = sendAs === 'link' ? randomToken() : null;
    const { linkExpiresAfterDays } = this.profile.policies.documentDelivery;
    const delivery = Delivery.made({
      id: newId(now.getTime()),
      office: request.office,
      requestId: request.id,
      accountId: request.accountId,
      tokenHash: secret === null ? null : hashToken(secret),
      files,
      sendAs,
      expiresAt: new Date(now.getTime() + linkExpiresAfterDays * DAY_MS),
      createdAt: now,
    });
    await tx.db.insert(Delivery, delivery);
    await this.tell(
      tx,
      request,
      {
        template: 'softcopy-delivery',
        ...this.addressing(request),
        titles: files.map(({ title }) => title),
        sources: await this.parcels.citations(tx.db, request),
        attachments: secret === null ? files : [],
        link: secret === null ? null : new URL(`/unduhan/${secret}`, this.config.PUBLIC_URL).href,
        expiresOn: secret === null ? null : this.time.businessDateOf(delivery.expiresAt),
      },
      { kind: 'delivery', id: delivery.id },
    );
  }

  private addressing(request: DocumentRequest) {
    return {
      name: this.views.open(request, 'name') ?? '',
      requestNumber: request.number,
      link: new URL('/permintaan', this.config.PUBLIC_URL).href,
    };
  }

  private async tell(
    tx: Tx,
    request: DocumentRequest,
    content: SendMessage['content'],
    cause = { kind: 'document-request', id: request.id },
  ): Promise<void> {
    const to = this.views.open(request, 'email');
    // The account was closed: there is nobody to tell any more.
    if (to !== null) {
      const { office, language } = request;
      await tx.send(messageTo({ office, to, language, cause, content }));
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
