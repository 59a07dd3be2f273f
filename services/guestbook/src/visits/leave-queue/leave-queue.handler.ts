import { Controller } from '@nestjs/common';
import { leaveQueue, notFound, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { Visit } from '../domain/visit.ts';
import { TicketViews } from '../ticket-views.ts';
import { VisitJournal } from '../visit-journal.ts';
import { WorkstationPool } from '../workstation-pool.ts';

/** The visitor goes without being served; the place in line is free, the wait is not forgotten. */
@Controller()
export class LeaveQueueHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly journal: VisitJournal,
    private readonly pool: WorkstationPool,
    private readonly tickets: TicketViews,
  ) {}

  @Answers(leaveQueue)
  handle({ code }: RequestOf<typeof leaveQueue>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      await this.pool.lock(tx, caller.office);
      const visit = await tx.db.findOne(Visit, {
        where: { code: code.toUpperCase(), office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      if (visit === null) {
        throw notFound.error({});
      }
      const { workstationId } = visit;
      const by = { actorId: null, reason: 'own-wish' };
      await this.journal.enter(tx, visit, { type: 'left' }, by);
      if (workstationId !== null) {
        await this.pool.takeBack(tx, caller.office, workstationId);
      }
      return this.tickets.of(visit, tx.db);
    });
  }
}
