import { Controller } from '@nestjs/common';
import { moveVisit, type RequestOf, type VisitAction } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { deskView } from '../desk-view.ts';
import type { VisitFact } from '../domain/visit-log.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';
import { WorkstationPool } from '../workstation-pool.ts';

/** What an officer's key says happened. */
const FACT: Record<VisitAction, VisitFact> = {
  recall: { type: 'recalled' },
  start: { type: 'started' },
  hold: { type: 'held' },
  resume: { type: 'resumed' },
  'to-workstation': { type: 'queued-for-workstation' },
  complete: { type: 'completed' },
  'no-show': { type: 'no-show' },
  return: { type: 'returned' },
  leave: { type: 'left' },
  cancel: { type: 'cancelled' },
};

/** Everything a desk does with a visitor, one key each. */
@Controller()
export class MoveVisitHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly personal: PersonalData,
    private readonly journal: VisitJournal,
    private readonly pool: WorkstationPool,
  ) {}

  @Answers(moveVisit)
  handle({ visitId, action, reason }: RequestOf<typeof moveVisit>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      await this.pool.lock(tx, caller.office);
      const visit = await this.journal.locked(tx, caller.office, visitId);
      if (action === 'no-show') {
        visit.requireEnoughCalls(this.journal.rules);
      }
      const { workstationId } = visit;
      const by = { actorId: actorIdOf(caller), reason: reason ?? null };
      await this.journal.enter(tx, visit, FACT[action], by);
      if (workstationId !== null && (!visit.isOpen || visit.workstationId === null)) {
        await this.pool.takeBack(tx, caller.office, workstationId);
      }
      if (workstationId !== null || action === 'to-workstation') {
        await this.pool.offerFree(tx, caller.office);
      }
      return deskView(visit, this.personal);
    });
  }
}
