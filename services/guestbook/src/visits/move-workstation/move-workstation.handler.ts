import { Controller } from '@nestjs/common';
import { moveWorkstation, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import type { Visit } from '../domain/visit.ts';
import type { Workstation } from '../domain/workstation.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';
import { WorkstationPool } from '../workstation-pool.ts';
import { workstationView } from '../workstation-view.ts';

type Command = RequestOf<typeof moveWorkstation>;

/** Hands a desk PC to a visitor, takes it back, and makes it ready for the next one. */
@Controller()
export class MoveWorkstationHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly time: WorkingTime,
    private readonly journal: VisitJournal,
    private readonly pool: WorkstationPool,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(moveWorkstation)
  handle(command: Command, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const { office } = caller;
      await this.pool.lock(tx, office);
      const workstation = await this.pool.workstation(tx, office, command.workstationId);
      const visitId = command.visitId ?? workstation.visitId;
      const visit = visitId === null ? undefined : await this.journal.locked(tx, office, visitId);
      await this.move(tx, command.action, workstation, visit, caller);
      // Once free it may have been offered to the next in line already.
      const now = await this.pool.workstation(tx, office, workstation.id);
      const holder =
        now.visitId === null ? null : await this.journal.locked(tx, office, now.visitId);
      const minutes = this.profile.policies.queue.workstationSoftLimitMinutes;
      return workstationView(now, holder?.ticketNumber ?? null, { time: this.time, minutes });
    });
  }

  private async move(
    tx: Tx,
    action: Command['action'],
    workstation: Workstation,
    visit: Visit | undefined,
    caller: Caller,
  ): Promise<void> {
    const actorId = actorIdOf(caller);
    switch (action) {
      case 'offer':
        return this.pool.offer(tx, workstation, visit, actorId);
      case 'start':
        return this.pool.handOver(tx, workstation, visit, actorId);
      case 'ready':
        return this.pool.ready(tx, workstation);
      case 'out-of-order':
        return this.pool.takeOut(tx, workstation, visit, actorId);
      case 'release':
        if (workstation.state === 'offered') {
          return this.pool.endOffer(tx, workstation, visit, { actorId, reason: 'withdrawn' });
        }
        await this.pool.release(tx, workstation);
        if (visit?.state === 'at-workstation') {
          await this.journal.enter(tx, visit, { type: 'completed' }, { actorId });
        }
    }
  }
}
