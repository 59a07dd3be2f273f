import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { privacyRequestOverdue } from '@pst/contracts';
import { Log } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Logger } from '@pst/telemetry';
import { IsNull, LessThan } from 'typeorm';
import { repeatedly } from '../../repeatedly.ts';
import { PrivacyRequest } from '../domain/privacy-request.ts';

const EVERY_MS = 2_000;

/** Announces each request whose time is over, once, however many replicas look. */
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

  /** How many it announced. */
  sweep(): Promise<number> {
    const now = this.clock.now();
    return this.transaction.run(async (tx) => {
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
    });
  }
}
