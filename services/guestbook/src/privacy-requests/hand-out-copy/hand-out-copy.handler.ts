import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { copyGone, handOutCopy, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { AuditTrail, Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { IsNull, MoreThan, Not } from 'typeorm';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { HeldPerson } from '../held-person.ts';

/** The copy of a request that was filed at the desk, to be printed and handed over there, once. */
@Controller()
export class HandOutCopyHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly held: HeldPerson,
    private readonly trail: AuditTrail,
  ) {}

  @Answers(handOutCopy)
  handle({ requestId, reason }: RequestOf<typeof handOutCopy>, caller: Caller) {
    const { office, actor } = caller;
    return this.transaction.once(caller, async (tx) => {
      const now = this.clock.now();
      const request = await tx.db.findOne(PrivacyRequest, {
        where: {
          id: requestId,
          office,
          identityKind: Not(IsNull()),
          copyHash: Not(IsNull()),
          copyExpiresAt: MoreThan(now),
        },
        lock: { mode: 'pessimistic_write' },
      });
      if (request === null) {
        throw copyGone.error({});
      }
      const visits = await this.held.visitsOf(tx, request);
      request.endCopy();
      await tx.db.save(request);
      await this.trail.write(tx, office, {
        action: 'copy-handed-out',
        actorId: actor.kind === 'account' ? actor.id : null,
        subjectId: request.id,
        reason,
      });
      return { office, madeAt: now.toISOString(), visits };
    });
  }
}
