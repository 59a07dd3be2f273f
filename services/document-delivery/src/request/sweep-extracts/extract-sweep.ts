import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Log, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { Extracts } from '../extracts.ts';

const EVERY_MS = 3_600_000;
/** So long an officer may look at pages before sending them; after that they are cut again, the same. */
const LOOKED_AT_MS = 86_400_000;

/**
 * Removes extracts that no delivery needs any more. A mail with attachments that is still on its way
 * needs them too, so every delivery counts until it ends or is revoked.
 */
@Injectable()
export class ExtractSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly extracts: Extracts,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.round = this.sweep().catch((error: unknown) =>
        this.log.warn(describeError(error), 'extracts not removed, it will be tried again'),
      );
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** How many went. Whoever wants one meanwhile waits for its row, and cuts it anew. */
  sweep(): Promise<number> {
    const now = this.clock.now();
    return this.transaction.run(async ({ db }) => {
      const [gone]: [{ key: string }[]] = await db.query(
        `delete from stored_extract
         where office = $1 and used_at < $2 and key not in (
           select file ->> 'objectKey' from delivery, jsonb_array_elements(files) as file
           where office = $1 and revoked_at is null and expires_at > $3)
         returning key`,
        [this.profile.office.code, new Date(now.getTime() - LOOKED_AT_MS), now],
      );
      await Promise.all(gone.map(({ key }) => this.extracts.remove(key)));
      return gone.length;
    });
  }
}
