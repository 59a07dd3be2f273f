import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  notFound,
  queueEmpty,
  visitorElsewhere,
  workstationOffered,
  workstationOfferExpired,
  workstationReadied,
  workstationReleased,
  workstationStarted,
  workstationTakenOut,
} from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { Visit } from './domain/visit.ts';
import { Workstation } from './domain/workstation.ts';
import { VisitJournal } from './visit-journal.ts';

/**
 * The desk PCs of an office and the line before them. Whatever moves a PC or somebody in that line takes
 * the pool's lock first: a free PC and the head of the line always find each other, once.
 */
@Injectable()
export class WorkstationPool {
  constructor(
    private readonly clock: Clock,
    private readonly journal: VisitJournal,
  ) {}

  /** Until the commit; before any visit or workstation is locked, so that no two wait for each other. */
  async lock(tx: Tx, office: string): Promise<void> {
    await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `workstations|${office}`,
    ]);
  }

  async workstation(tx: Tx, office: string, id: string): Promise<Workstation> {
    const workstation = await tx.db.findOneBy(Workstation, { id, office });
    if (workstation === null) {
      throw notFound.error({});
    }
    return workstation;
  }

  /** As long as a workstation is free and somebody waits for one, the head of the line gets it. */
  async offerFree(tx: Tx, office: string): Promise<void> {
    const free = await tx.db.find(Workstation, {
      where: { office, state: 'free' },
      order: { since: 'ASC', id: 'ASC' },
    });
    for (const workstation of free) {
      const head = await this.headOfLine(tx, office);
      if (head === undefined) {
        return;
      }
      await this.offer(tx, workstation, head, null);
    }
  }

  /** Holds a free workstation for a visitor; the one who waits longest unless named. */
  async offer(
    tx: Tx,
    workstation: Workstation,
    wanted: Visit | undefined,
    actorId: string | null,
  ): Promise<void> {
    const visit = wanted ?? (await this.headOfLine(tx, workstation.office));
    if (visit === undefined) {
      throw queueEmpty.error({});
    }
    const at = this.clock.now();
    const before = visit.workstationId;
    if (visit.state !== 'waiting-for-workstation') {
      await this.journal.enter(tx, visit, { type: 'queued-for-workstation' }, { actorId });
    }
    await this.journal.enter(
      tx,
      visit,
      { type: 'workstation-offered', workstationId: workstation.id },
      { actorId },
    );
    workstation.offerTo(visit.id, at, visit.workstationDueAt);
    await this.keep(tx, workstation);
    const dueAt = visit.workstationDueAt?.toISOString();
    await tx.publish(
      workstationOffered.create(
        { ...factOf(workstation, visit.id, at), ...(dueAt !== undefined && { dueAt }) },
        aboutOf(workstation, at),
      ),
    );
    await this.takeBackOther(tx, workstation, before);
  }

  /** Hands a workstation to the visitor it is held for, or to the named one who stands before it. */
  async handOver(
    tx: Tx,
    workstation: Workstation,
    visit: Visit | undefined,
    actorId: string | null,
  ): Promise<void> {
    const at = this.clock.now();
    if (visit !== undefined && workstation.visitId !== null && workstation.visitId !== visit.id) {
      throw visitorElsewhere.error({});
    }
    const before = visit?.workstationId ?? null;
    workstation.start(visit?.id ?? null, at);
    if (visit !== undefined) {
      if (visit.servingAt === null) {
        await this.journal.enter(tx, visit, { type: 'queued-for-workstation' }, { actorId });
      }
      const fact = { type: 'handed-over', workstationId: workstation.id } as const;
      await this.journal.enter(tx, visit, fact, { actorId });
    }
    await this.keep(tx, workstation);
    await tx.publish(
      workstationStarted.create(
        {
          ...factOf(workstation, workstation.visitId, at),
          handOverSeconds: visit?.handOverSeconds(this.journal.rules) ?? null,
        },
        aboutOf(workstation, at),
      ),
    );
    await this.takeBackOther(tx, workstation, before);
  }

  /** The reader is done: the workstation is cleaned before the next one. */
  async release(tx: Tx, workstation: Workstation): Promise<void> {
    const at = this.clock.now();
    const { visitId } = workstation;
    workstation.release(at);
    await this.keep(tx, workstation);
    await tx.publish(
      workstationReleased.create(factOf(workstation, visitId, at), aboutOf(workstation, at)),
    );
  }

  async ready(tx: Tx, workstation: Workstation): Promise<void> {
    const at = this.clock.now();
    workstation.ready(at);
    await this.keep(tx, workstation);
    await tx.publish(
      workstationReadied.create(factOf(workstation, null, at), aboutOf(workstation, at)),
    );
    await this.offerFree(tx, workstation.office);
  }

  /** Broken: whoever it was held for, or sat there, is first in line for another one. */
  async takeOut(
    tx: Tx,
    workstation: Workstation,
    visit: Visit | undefined,
    actorId: string | null,
  ): Promise<void> {
    const at = this.clock.now();
    workstation.takeOut(at);
    await this.keep(tx, workstation);
    if (visit !== undefined) {
      const by = { actorId, reason: 'out-of-order' };
      const fact =
        visit.state === 'workstation-offered'
          ? ({ type: 'workstation-offer-expired' } as const)
          : ({ type: 'queued-for-workstation' } as const);
      await this.journal.enter(tx, visit, fact, by);
    }
    await tx.publish(
      workstationTakenOut.create(
        factOf(workstation, visit?.id ?? null, at),
        aboutOf(workstation, at),
      ),
    );
    await this.offerFree(tx, workstation.office);
  }

  /** An offer that ran out or was withdrawn: the visitor waits again, the workstation is free. */
  async endOffer(
    tx: Tx,
    workstation: Workstation,
    visit: Visit | undefined,
    by: { actorId: string | null; reason: string },
  ): Promise<void> {
    const at = this.clock.now();
    workstation.takeBackOffer(at);
    await this.keep(tx, workstation);
    if (visit?.state === 'workstation-offered') {
      await this.journal.enter(tx, visit, { type: 'workstation-offer-expired' }, by);
    }
    await tx.publish(
      workstationOfferExpired.create(
        factOf(workstation, visit?.id ?? null, at),
        aboutOf(workstation, at),
      ),
    );
    await this.offerFree(tx, workstation.office);
  }

  /** The visit ended, or went elsewhere, while a workstation was held for it or used by it. */
  async takeBack(tx: Tx, office: string, workstationId: string): Promise<void> {
    const workstation = await this.workstation(tx, office, workstationId);
    if (workstation.state === 'offered') {
      await this.endOffer(tx, workstation, undefined, { actorId: null, reason: 'visit-ended' });
    } else if (workstation.state === 'in-use') {
      await this.release(tx, workstation);
    }
  }

  /** Nobody has two PCs: the one that the visitor had before goes to the next. */
  private async takeBackOther(tx: Tx, { id, office }: Workstation, before: string | null) {
    if (before !== null && before !== id) {
      await this.takeBack(tx, office, before);
    }
  }

  private async headOfLine(tx: Tx, office: string): Promise<Visit | undefined> {
    const [head]: { id: string }[] = await tx.db.query(
      `select id from visit
       where office = $1 and state = 'waiting-for-workstation'
       order by (priority is null), workstation_queued_at, queue_order, ticket_number limit 1`,
      [office],
    );
    return head === undefined ? undefined : this.journal.locked(tx, office, head.id);
  }

  private async keep(tx: Tx, workstation: Workstation): Promise<void> {
    await tx.db.save(workstation);
  }
}

const factOf = ({ id }: Workstation, visitId: string | null, at: Date) => ({
  workstationId: id,
  visitId,
  at: at.toISOString(),
});

const aboutOf = ({ id, office }: Workstation, at: Date) => ({ office, about: id, at });
