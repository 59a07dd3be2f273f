import { Controller } from '@nestjs/common';
import {
  confirmWorkstation,
  endWorkstationSession,
  notFound,
  openWorkstationSession,
  readWorkstationSession,
  workstationNotYours,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { hashToken, randomToken, type Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { DataSource, type EntityManager } from 'typeorm';
import { deviceIdOf } from '../../device-id.ts';
import { Visit } from '../domain/visit.ts';
import { Workstation } from '../domain/workstation.ts';
import { VisitJournal } from '../visit-journal.ts';
import { WorkstationPool } from '../workstation-pool.ts';

/** The visitor at the desk PC: attaches the visit to its browser, and leaves when done. */
@Controller()
export class UseWorkstationHandler {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly time: WorkingTime,
    private readonly journal: VisitJournal,
    private readonly pool: WorkstationPool,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(openWorkstationSession)
  open({ code, workstationId }: RequestOf<typeof openWorkstationSession>, caller: Caller) {
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      await this.pool.lock(tx, office);
      const visit = await tx.db.findOneBy(Visit, { code: code.toUpperCase(), office });
      if (visit === null) {
        throw notFound.error({});
      }
      const workstation = await this.placeOf(tx, visit);
      if (workstation === null || workstation.id !== (workstationId ?? workstation.id)) {
        throw workstationNotYours.error({});
      }
      return this.attach(tx, visit, workstation);
    });
  }

  /** The PC says by itself for whom it is held; whoever that is sits down and says so. */
  @Answers(confirmWorkstation)
  confirm({ ticketNumber }: RequestOf<typeof confirmWorkstation>, caller: Caller) {
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      await this.pool.lock(tx, office);
      const own = { deviceId: deviceIdOf(caller), office };
      const workstation = await tx.db.findOneBy(Workstation, own);
      const visitId = workstation?.visitId ?? null;
      const visit = visitId === null ? null : await this.journal.locked(tx, office, visitId);
      // It may have passed to the next in line while the first was still reading the screen.
      if (workstation === null || visit?.ticketNumber !== ticketNumber) {
        throw workstationNotYours.error({});
      }
      if (workstation.state === 'offered') {
        await this.pool.handOver(tx, workstation, visit, null);
      }
      return this.attach(tx, visit, workstation);
    });
  }

  @Answers(readWorkstationSession)
  async read({ token }: RequestOf<typeof readWorkstationSession>, { office }: Caller) {
    const found = await this.find(this.source.manager, office, token);
    return { session: found === null ? null : this.view(found.visit, found.workstation) };
  }

  @Answers(endWorkstationSession)
  end({ token }: RequestOf<typeof endWorkstationSession>, caller: Caller) {
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      await this.pool.lock(tx, office);
      const found = await this.find(tx.db, office, token);
      if (found === null) {
        return { ended: false };
      }
      const visit = await this.journal.locked(tx, office, found.visit.id);
      await this.pool.release(tx, found.workstation);
      const by = { actorId: null, reason: 'own-wish' };
      await this.journal.enter(tx, visit, { type: 'completed' }, by);
      return { ended: true };
    });
  }

  /** Where the visitor sits, once it was handed over. */
  private placeOf(tx: Tx, { id, office, state, workstationId }: Visit) {
    return state === 'at-workstation' && workstationId !== null
      ? tx.db.findOneBy(Workstation, { id: workstationId, office, visitId: id, state: 'in-use' })
      : null;
  }

  private async attach(tx: Tx, visit: Visit, workstation: Workstation) {
    const token = randomToken();
    workstation.attach(hashToken(token));
    await tx.db.save(workstation);
    return { token, session: this.view(visit, workstation) };
  }

  private async find(db: EntityManager, office: string, token: string) {
    const sessionHash = hashToken(token);
    const workstation = await db.findOneBy(Workstation, { office, sessionHash, state: 'in-use' });
    if (workstation === null || workstation.visitId === null) {
      return null;
    }
    const { id: workstationId, visitId: id } = workstation;
    const here = { id, office, workstationId, state: 'at-workstation' } as const;
    const visit = await db.findOneBy(Visit, here);
    return visit === null ? null : { visit, workstation };
  }

  private view({ id: visitId, ticketNumber }: Visit, { id, name, since }: Workstation) {
    const minutes = this.profile.policies.queue.workstationSoftLimitMinutes;
    return {
      visitId,
      workstationId: id,
      workstation: name,
      ticketNumber,
      since: since.toISOString(),
      softLimitAt: this.time.addWorkingMinutes(since, minutes).toISOString(),
    };
  }
}
