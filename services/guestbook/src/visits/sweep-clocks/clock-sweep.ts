import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Log } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { WorkingTime } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import { clockAnnouncement, settledAnnouncements } from '../announcements.ts';
import { Counters } from '../counters.ts';
import { Visit } from '../domain/visit.ts';
import { holdTheLine } from '../line-lock.ts';
import { VisitJournal } from '../visit-journal.ts';
import { WorkstationPool } from '../workstation-pool.ts';

const EVERY_MS = 1_000;
const BATCH = 200;

/**
 * Says what no officer's key announces: a promise that is about to run out or did, a workstation's
 * offer that ended, and visits still open when their day is closed. The instants stand in the database,
 * so no restart forgets one; each visit is locked, so of several replicas one says it, once.
 */
@Injectable()
export class ClockSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly journal: VisitJournal,
    private readonly pool: WorkstationPool,
    private readonly counters: Counters,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.next();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.sweeping;
  }

  private next(): void {
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep()
        .catch((error: unknown) => {
          this.log.warn(describeError(error), 'clock sweep failed, it will run again');
        })
        .finally(() => this.timer !== undefined && this.next());
    }, EVERY_MS);
  }

  /** The number of visits it looked at. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const due: { office: string; ids: string[] }[] = await this.source.query(
      `select office, array_agg(id) as ids
       from (select office, id from visit where next_look_at < $1 order by next_look_at limit ${BATCH})
       group by office`,
      [now],
    );
    for (const { office, ids } of due) {
      await this.transaction.run((tx) => this.look(tx, office, ids, now));
    }
    const today = this.time.startOfDay(this.time.businessDateOf(now));
    await this.transaction.run((tx) => this.counters.closeForgotten(tx, today));
    return due.reduce((sum, { ids }) => sum + ids.length, 0);
  }

  private async look(tx: Tx, office: string, ids: readonly string[], now: Date): Promise<void> {
    await this.pool.lock(tx, office);
    await holdTheLine(tx, office);
    const visits = await tx.db
      .createQueryBuilder(Visit, 'visit')
      .where('visit.id = any(:ids) and visit.nextLookAt < :now', { ids, now })
      .orderBy('visit.nextLookAt')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    for (const visit of visits) {
      await this.notice(tx, visit, now);
      await this.endOffer(tx, visit, now);
      await this.closeDay(tx, visit, now);
    }
  }

  private async notice(tx: Tx, visit: Visit, now: Date): Promise<void> {
    const { rules } = this.journal;
    const { atRisk, breached } = visit.notice(now, rules);
    await this.journal.keep(tx, visit);
    for (const clock of atRisk) {
      const dueAt = visit.dueAtOf(clock);
      if (dueAt !== null) {
        await tx.publish(clockAnnouncement(visit, clock, 'at-risk', dueAt, now, rules));
      }
    }
    for (const event of settledAnnouncements(visit, breached, rules)) {
      await tx.publish(event);
    }
  }

  private async endOffer(tx: Tx, visit: Visit, now: Date): Promise<void> {
    const { workstationId, workstationDueAt } = visit;
    const ranOut = workstationDueAt !== null && workstationDueAt < now;
    if (visit.state === 'workstation-offered' && workstationId !== null && ranOut) {
      const workstation = await this.pool.workstation(tx, visit.office, workstationId);
      const by = { actorId: null, reason: 'ran-out' };
      await this.pool.endOffer(tx, workstation, visit, by);
    }
  }

  private async closeDay(tx: Tx, visit: Visit, now: Date): Promise<void> {
    if (visit.isOpen && this.journal.rules.closesAt(visit.businessDate) < now) {
      const { workstationId } = visit;
      await this.journal.enter(tx, visit, { type: 'closed-end-of-day' }, { actorId: null });
      if (workstationId !== null) {
        await this.pool.takeBack(tx, visit.office, workstationId);
      }
    }
  }
}
