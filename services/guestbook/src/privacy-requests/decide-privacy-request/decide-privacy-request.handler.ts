import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  decidePrivacyRequest,
  messageTo,
  notFound,
  privacyRequestGranted,
  privacyRequestRefused,
  visitStillOpen,
  type RequestOf,
  type SendMessage,
} from '@pst/contracts';
import { Answers, Config, Office } from '@pst/messaging';
import { AuditTrail, Transaction, type Tx } from '@pst/persistence';
import { hashToken, PersonalData, randomToken, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { PersonErasure } from '../../person-erasure.ts';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { PersonCorrections } from '../person-corrections.ts';
import { deskViewOf, emailSealedIn } from '../privacy-request-views.ts';
import { RequestedVisits } from '../requested-visits.ts';

type Answer = Extract<SendMessage['content'], { template: 'privacy-request-answered' }>;

/** Does what was asked for, or says why not; the answer goes to the proven address, or is given at the desk. */
@Controller()
export class DecidePrivacyRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly visits: RequestedVisits,
    private readonly erasure: PersonErasure,
    private readonly corrections: PersonCorrections,
    private readonly trail: AuditTrail,
    @Config() private readonly config: CoreConfig,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(decidePrivacyRequest)
  handle({ requestId, reason }: RequestOf<typeof decidePrivacyRequest>, caller: Caller) {
    const { office, actor } = caller;
    const actorId = actor.kind === 'account' ? actor.id : null;
    return this.transaction.once(caller, async (tx) => {
      const request = await tx.db.findOne(PrivacyRequest, {
        where: { id: requestId, office },
        lock: { mode: 'pessimistic_write' },
      });
      if (request === null) {
        throw notFound.error({});
      }
      request.requireOpen();
      const { emailSealed } = request;
      const now = this.clock.now();
      let copy: Answer['copy'] = null;
      if (reason === undefined) {
        copy = await this.fulfil(tx, request, now, actorId);
      } else {
        request.refuse(reason, now);
      }
      await tx.db.save(request);
      const { code, kind, language } = request;
      const fact = { requestId, kind, at: now.toISOString() };
      const about = { office, about: requestId, at: now };
      await tx.publish(
        reason === undefined
          ? privacyRequestGranted.create(fact, about)
          : privacyRequestRefused.create({ ...fact, reason }, about),
      );
      if (emailSealed !== null) {
        const content = { template: 'privacy-request-answered', code, kind, copy } as const;
        const cause = { kind: 'privacy-request', id: requestId };
        await tx.send(
          messageTo({
            office,
            to: this.personal.open(emailSealed, emailSealedIn(requestId)),
            language,
            cause,
            content: { ...content, refusal: reason ?? null },
          }),
        );
      }
      await this.trail.write(tx, office, {
        action: reason === undefined ? 'privacy-request-granted' : 'privacy-request-refused',
        actorId,
        subjectId: requestId,
        reason: reason ?? kind,
      });
      return deskViewOf(request, now);
    });
  }

  /** The link to the copy, for a request of access. */
  private async fulfil(
    tx: Tx,
    request: PrivacyRequest,
    now: Date,
    actorId: string | null,
  ): Promise<Answer['copy']> {
    switch (request.kind) {
      case 'access':
        return this.grantCopy(request, now);
      case 'correction':
        await this.corrections.apply(tx, request, await this.visits.locked(tx, request), actorId);
        break;
      case 'erasure':
        await this.erasePerson(tx, request);
        break;
    }
    request.grant(now);
    return null;
  }

  private grantCopy(request: PrivacyRequest, now: Date): Answer['copy'] {
    const token = randomToken();
    const policy = this.profile.policies.privacyRequests;
    request.grantCopy(hashToken(token), now, policy);
    return {
      // In the fragment, which no server log ever sees.
      link: `${new URL('/privasi/salinan', this.config.PUBLIC_URL).href}#token=${token}`,
      expiresInHours: policy.copyExpiresAfterHours,
    };
  }

  /** Over all their visits, also those since the request. Who is still here is called by their name. */
  private async erasePerson(tx: Tx, request: PrivacyRequest): Promise<void> {
    const visits = await this.visits.locked(tx, request);
    const open = visits.find(({ ended }) => !ended);
    if (open !== undefined) {
      throw visitStillOpen.error({ ticketNumber: open.ticketNumber });
    }
    await this.erasure.erase(
      tx,
      request.office,
      visits.map(({ id }) => id),
      'request',
    );
  }
}
