import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Log, Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';

const EVERY_MS = 600_000;
const HOUR_MS = 3_600_000;

/**
 * A refused entry keeps what is sealed in it for as long as a kiosk would have: long enough to repair
 * the cause. Then the person goes; its number, times and reason stay in the list.
 */
@Injectable()
export class RefusedSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweeping = this.sweep().catch((error: unknown) => {
        this.log.warn(describeError(error), 'refused kiosk entries were not erased, next time');
      });
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** The number of entries whose person went. */
  async sweep(): Promise<number> {
    const { keepEntriesHours } = this.profile.policies.kiosk;
    const before = new Date(this.clock.now().getTime() - keepEntriesHours * HOUR_MS);
    const [, erased]: [unknown, number] = await this.source.query(
      `update kiosk_entry set sealed = null
       where reason is not null and sealed is not null and received_at < $1`,
      [before],
    );
    return erased;
  }
}
