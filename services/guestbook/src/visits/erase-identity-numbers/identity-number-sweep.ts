import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Log, repeatedly } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Logger } from '@pst/telemetry';
import { IdentityNumbers } from '../../identity-numbers.ts';

const EVERY_MS = 3_600_000;

/** Erases identity numbers in their time; several replicas may do so at once. */
@Injectable()
export class IdentityNumberSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private rounds: ReturnType<typeof repeatedly> | undefined;

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly numbers: IdentityNumbers,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const work = () => this.sweep();
    this.rounds = repeatedly(EVERY_MS, { what: 'erasing identity numbers', log: this.log, work });
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds?.stop();
  }

  /** How many were erased. */
  sweep(): Promise<number> {
    return this.transaction.run((tx) => this.numbers.eraseDue(tx, this.clock.now()));
  }
}
