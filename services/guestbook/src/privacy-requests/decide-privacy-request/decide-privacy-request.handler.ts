import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  decidePrivacyRequest,
  messageTo,
  notFound,
  privacyRequestGranted,
  privacyRequestRefused,
  visitStillOpen,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { AuditTrail } from '../../audit-trail.ts';
import { PersonErasure } from '../../person-erasure.ts';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { deskViewOf, emailSealedIn } from '../privacy-request-views.ts';

type Reason = RequestOf<typeof decidePrivacyRequest>['reason'];

/** Does what was asked for, or says why not; the answer goes to the proven address. */
@Controller()
export class DecidePrivacyRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly erasure: PersonErasure,
    private readonly trail: AuditTrail,
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
      await this.answer(tx, request, reason);
      const now = this.clock.now();
      if (reason === undefined) {
        await this.erasePerson(tx, request);
        request.grant(now);
      } else {
        request.refuse(reason, now);
      }
      await tx.db.save(request);
      const fact = { requestId, kind: request.kind, at: now.toISOString() };
      const about = { office, about: requestId, at: now };
      await tx.publish(
        reason === undefined
          ? privacyRequestGranted.create(fact, about)
          : privacyRequestRefused.create({ ...fact, reason }, about),
      );
      await this.trail.write(tx, office, {
        action: reason === undefined ? 'privacy-request-granted' : 'privacy-request-refused',
        actorId: actor.kind === 'account' ? actor.id : null,
        subjectId: requestId,
        reason: reason ?? request.kind,
      });
      return deskViewOf(request, now);
    });
  }

  private answer(tx: Tx, request: PrivacyRequest, reason: Reason): Promise<void> {
    const { id, office, language, code, kind, emailSealed } = request;
    return tx.send(
      messageTo({
        office,
        to: this.personal.open(emailSealed ?? '', emailSealedIn(id)),
        language,
        cause: { kind: 'privacy-request', id },
        content: { template: 'privacy-request-answered', code, kind, refusal: reason ?? null },
      }),
    );
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
