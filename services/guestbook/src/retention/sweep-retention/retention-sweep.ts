import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Log, Office, repeatedly } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import type { Logger } from '@pst/telemetry';
import { Retention } from '../retention.ts';

/** Every hour, because a day's round could be missed by a process that is restarted every day. */
const EVERY_MS = 3_600_000;

/** Erases persons on the day on which the privacy notice says that they go. */
@Injectable()
export class RetentionSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private rounds: ReturnType<typeof repeatedly> | undefined;

  constructor(
    private readonly retention: Retention,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const work = () => this.sweep();
    this.rounds = repeatedly(EVERY_MS, { what: 'erasing persons', log: this.log, work });
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds?.stop();
  }

  /** The number of visits whose person went. */
  async sweep(): Promise<number> {
    const { visits } = await this.retention.erase(this.profile.office.code, null);
    return visits;
  }
}
