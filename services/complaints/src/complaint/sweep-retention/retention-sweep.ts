import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Log, Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { ComplaintRetention } from '../retention.ts';

/** Every hour, because a day's round could be missed by a process that is restarted every day. */
const EVERY_MS = 3_600_000;

/** Erases old cases without anybody asking. */
@Injectable()
export class RetentionSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly retention: ComplaintRetention,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.round = this.sweep().catch((error: unknown) =>
        this.log.warn(describeError(error), 'old cases not erased, it will be tried again'),
      );
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** The number of cases that went. */
  async sweep(): Promise<number> {
    const { code } = this.profile.office;
    await this.retention.forgetPassedOver(code);
    const due = await this.retention.erase(code);
    return due.reduce((sum, { cases }) => sum + cases, 0);
  }
}
