import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { callNext, queueEmpty, visitCalled, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { Visit } from '../domain/visit.ts';
import { deskView, record } from '../queue.ts';

@Controller()
export class CallNextHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
  ) {}

  @Answers(callNext)
  handle(command: RequestOf<typeof callNext>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const next = tx.db
        .createQueryBuilder(Visit, 'visit')
        .where(
          `visit.office = :office and visit.businessDate = :date and visit.state = 'waiting'`,
          {
            office: caller.office,
            date: this.time.businessDateOf(now),
          },
        )
        .orderBy('visit.queueOrder')
        .addOrderBy('visit.id')
        .limit(1)
        // A visitor another counter is calling this very moment is theirs; take the one behind.
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked');
      if (command.service !== undefined) {
        next.andWhere('visit.service = :service', { service: command.service });
      }
      const visit = await next.getOne();
      if (visit === null) {
        throw queueEmpty.error({});
      }
      visit.call(command.counter, now);
      await tx.db.save(visit);
      const actorId = caller.actor.kind === 'account' ? caller.actor.id : null;
      await record(tx, visit, { type: 'called', at: now, actorId, reason: null });
      await tx.publish(
        visitCalled.create(
          {
            visitId: visit.id,
            ticketNumber: visit.ticketNumber,
            counter: command.counter,
            call: visit.calls,
            calledAt: now.toISOString(),
          },
          { office: caller.office, about: visit.id, at: now },
        ),
      );
      return deskView(visit, this.personal);
    });
  }
}
