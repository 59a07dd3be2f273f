import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { copyGone, takePersonCopy, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { AuditTrail, Transaction } from '@pst/persistence';
import { hashToken, type Caller } from '@pst/security';
import { MoreThan } from 'typeorm';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { HeldPerson } from '../held-person.ts';

/** Hands out what is held of a person to whoever got the link, once. */
@Controller()
export class TakePersonCopyHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly held: HeldPerson,
    private readonly trail: AuditTrail,
  ) {}

  @Answers(takePersonCopy)
  handle({ token }: RequestOf<typeof takePersonCopy>, caller: Caller) {
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      const now = this.clock.now();
      // Of two at once the second waits for the first, and then finds no such hash.
      const request = await tx.db.findOne(PrivacyRequest, {
        where: { office, copyHash: hashToken(token), copyExpiresAt: MoreThan(now) },
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
        actorId: null,
        subjectId: request.id,
      });
      return { office, madeAt: now.toISOString(), visits };
    });
  }
}
