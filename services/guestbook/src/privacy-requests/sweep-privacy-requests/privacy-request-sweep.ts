import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { privacyRequestOverdue } from '@pst/contracts';
import { Log, repeatedly } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Logger } from '@pst/telemetry';
import { IsNull, LessThan, LessThanOrEqual, Not } from 'typeorm';
import { PrivacyRequest } from '../domain/privacy-request.ts';

const EVERY_MS = 2_000;

/** Notices, once however many replicas look, whose time is over: a request’s, or that of a copy. */
@Injectable()
export class PrivacyRequestSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private rounds: ReturnType<typeof repeatedly> | undefined;

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const work = () => this.sweep();
    this.rounds = repeatedly(EVERY_MS, { what: 'noticing overdue requests', log: this.log, work });
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds?.stop();
  }

  /** How many it changed. */
  sweep(): Promise<number> {
    const now = this.clock.now();
    return this.transaction.run(
      async (tx) => (await this.noticeOverdue(tx, now)) + (await this.endCopies(tx, now)),
    );
  }

  private async noticeOverdue(tx: Tx, now: Date): Promise<number> {
    const overdue = await tx.db.find(PrivacyRequest, {
      where: { state: 'received', overdueAt: IsNull(), dueAt: LessThan(now) },
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
    for (const { id, office, kind, dueAt } of overdue) {
      await tx.db.update(PrivacyRequest, { id }, { overdueAt: now });
      await tx.publish(
        privacyRequestOverdue.create(
          { requestId: id, kind, at: now.toISOString(), dueAt: dueAt.toISOString() },
          { office, about: id, at: now },
        ),
      );
    }
    return overdue.length;
  }

  /** Copies that nobody fetched in time; with them goes the last trace of the person in the request. */
  private async endCopies(tx: Tx, now: Date): Promise<number> {
    const unfetched = await tx.db.find(PrivacyRequest, {
      where: { copyHash: Not(IsNull()), copyExpiresAt: LessThanOrEqual(now) },
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
    for (const request of unfetched) {
      request.endCopy();
      await tx.db.save(request);
    }
    return unfetched.length;
  }
}
