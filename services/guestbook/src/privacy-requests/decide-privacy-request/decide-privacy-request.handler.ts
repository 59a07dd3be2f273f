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
import { Transaction, type Tx } from '@pst/persistence';
import { hashToken, PersonalData, randomToken, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { AuditTrail } from '../../audit-trail.ts';
import { PersonErasure } from '../../person-erasure.ts';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { deskViewOf, emailSealedIn } from '../privacy-request-views.ts';

type Answer = Extract<SendMessage['content'], { template: 'privacy-request-answered' }>;

/** Does what was asked for, or says why not; the answer goes to the proven address. */
@Controller()
export class DecidePrivacyRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly erasure: PersonErasure,
    private readonly trail: AuditTrail,
    @Config() private readonly config: CoreConfig,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(decidePrivacyRequest)
  handle({ requestId, reason }: RequestOf<typeof decidePrivacyRequest>, caller: Caller) {
    const { office, actor } = caller;
    return this.transaction.once(caller, async (tx) => {
      const request = await tx.db.findOne(PrivacyRequest, {
        where: { id: requestId, office },
        lock: { mode: 'pessimistic_write' },
      });
      if (request === null) {
        throw notFound.error({});
      }
      request.requireOpen();
      const to = this.personal.open(request.emailSealed ?? '', emailSealedIn(requestId));
      const now = this.clock.now();
      let copy: Answer['copy'] = null;
      if (reason !== undefined) {
        request.refuse(reason, now);
      } else if (request.kind === 'erasure') {
        await this.erasePerson(tx, request);
        request.grant(now);
      } else {
        copy = this.grantCopy(request, now);
      }
      await tx.db.save(request);
      const fact = { requestId, kind: request.kind, at: now.toISOString() };
      const about = { office, about: requestId, at: now };
      await tx.publish(
        reason === undefined
          ? privacyRequestGranted.create(fact, about)
          : privacyRequestRefused.create({ ...fact, reason }, about),
      );
      const { code, kind, language } = request;
      await tx.send(
        messageTo({
          office,
          to,
          language,
          cause: { kind: 'privacy-request', id: requestId },
          content: {
            template: 'privacy-request-answered',
            code,
            kind,
            refusal: reason ?? null,
            copy,
          },
        }),
      );
      await this.trail.write(tx, office, {
        action: reason === undefined ? 'privacy-request-granted' : 'privacy-request-refused',
        actorId: actor.kind === 'account' ? actor.id : null,
        subjectId: requestId,
        reason: reason ?? kind,
      });
      return deskViewOf(request, now);
    });
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
  private async erasePerson(tx: Tx, { office, emailIndex }: PrivacyRequest): Promise<void> {
    const visits: { id: string; ticketNumber: string; ended: boolean }[] = await tx.db.query(
      `select id, ticket_number as "ticketNumber", ended_at is not null as ended from visit
       where office = $1 and email_index = $2 order by checked_in_at for update`,
      [office, emailIndex],
    );
    const open = visits.find(({ ended }) => !ended);
    if (open !== undefined) {
      throw visitStillOpen.error({ ticketNumber: open.ticketNumber });
    }
    await this.erasure.erase(
      tx,
      office,
      visits.map(({ id }) => id),
      'request',
    );
  }
}
