import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { callNext, queueEmpty, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { Counters } from '../counters.ts';
import { deskView } from '../desk-view.ts';
import { Visit } from '../domain/visit.ts';
import { callersFirst } from '../line-lock.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';

type Command = RequestOf<typeof callNext>;

/** Calls whoever is next: priority first, then by arrival. One transaction, so that nobody is called twice. */
@Controller()
export class CallNextHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    private readonly journal: VisitJournal,
    private readonly counters: Counters,
  ) {}

  @Answers(callNext)
  handle(command: Command, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const actorId = actorIdOf(caller);
      if (actorId !== null) {
        await this.counters.sitDown(tx, caller.office, command.counter, actorId);
      }
      await callersFirst(tx, caller.office);
      const visit = await this.next(tx, caller.office, command);
      await this.journal.enter(
        tx,
        visit,
        { type: 'called', counter: command.counter },
        { actorId },
      );
      return deskView(visit, this.personal);
    });
  }

  private async next(tx: Tx, office: string, { counter, service }: Command): Promise<Visit> {
    const waiting = tx.db
      .createQueryBuilder(Visit, 'visit')
      .where(`visit.office = :office and visit.businessDate = :date and visit.state = 'waiting'`, {
        office,
        date: this.time.businessDateOf(this.clock.now()),
      })
      .andWhere(
        `(:service::text is null or visit.service = :service)
         and (:service::text is not null or visit.service = any(
           select unnest(services) from counter where office = :office and name = :counter)
           or not exists (select from counter
             where office = :office and name = :counter and services <> '{}'))`,
        { service: service ?? null, counter },
      )
      .orderBy('(visit.priority is null)')
      .addOrderBy('visit.queueOrder')
      .addOrderBy('visit.ticketNumber')
      .limit(1)
      // A visitor another counter is calling this very moment is theirs; take the one behind.
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked');
    const visit = await waiting.getOne();
    if (visit === null) {
      throw queueEmpty.error({});
    }
    return visit;
  }
}
