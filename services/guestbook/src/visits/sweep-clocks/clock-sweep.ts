import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { visitClosedAtEndOfDay } from '@pst/contracts';
import { Log, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { Visit } from '../domain/visit.ts';
import { announceClock, record } from '../queue.ts';

const EVERY_MS = 1_000;
const BATCH = 100;

/**
 * Notices what no officer's key announces: a promise that ran out while nobody touched the visit,
 * and visits still open when their business day is over. Each is locked, so of several replicas one
 * announces it, once.
 */
@Injectable()
export class ClockSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweeping = this.sweep().catch((error: unknown) => {
        this.log.warn(describeError(error), 'clock sweep failed, it will run again');
      });
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** The number of visits it changed. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    return this.transaction.run(async (tx) => {
      const visits = await tx.db
        .createQueryBuilder(Visit, 'visit')
        .where(`visit.state in ('waiting', 'called', 'serving', 'on-hold')`)
        .andWhere(
          `((visit.servedClock = 'running' and visit.servingAt is null and visit.dueAt < :now)
            or (visit.totalClock = 'running' and visit.heldAt is null and visit.totalDueAt < :now)
            or visit.businessDate < :today)`,
          { now, today: this.time.businessDateOf(now) },
        )
        .orderBy('visit.dueAt')
        .limit(BATCH)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      for (const visit of visits) {
        for (const breach of visit.breachesBy(now)) {
          await record(tx, visit, {
            type: 'breached',
            at: now,
            actorId: null,
            reason: breach.clock,
          });
          await announceClock(tx, visit, breach, this.profile.standard.targets);
        }
        if (visit.businessDate < this.time.businessDateOf(now)) {
          visit.closeAtEndOfDay(now);
          await record(tx, visit, {
            type: 'closed-end-of-day',
            at: now,
            actorId: null,
            reason: null,
          });
          await tx.publish(
            visitClosedAtEndOfDay.create(
              { visitId: visit.id, service: visit.service, at: now.toISOString() },
              { office: visit.office, about: visit.id, at: now },
            ),
          );
        }
        await tx.db.save(visit);
      }
      return visits.length;
    });
  }
}
