import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Log } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { describeError, type Logger } from '@pst/telemetry';
import { Publication } from './domain/publication.ts';
import { indexPublication } from './store-publication.ts';

const BATCH = 200;

/**
 * Indexes anew what was indexed by other rules: a migration that changes them empties `title_key`, and
 * the next start does the rest beside its work. Replicas share it.
 */
@Injectable()
export class ReindexPublications implements OnApplicationBootstrap, OnModuleDestroy {
  private working: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly transaction: Transaction,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.working = this.workOff().catch((error: unknown) => {
      this.log.warn(describeError(error), 'the index is old in parts until the next start');
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.working;
  }

  private async workOff(): Promise<void> {
    while (!this.stopping && (await this.batch()) > 0) {
      // The next ones.
    }
  }

  private batch(): Promise<number> {
    return this.transaction.run(async (tx) => {
      const outdated = await tx.db
        .createQueryBuilder(Publication, 'publication')
        .where('publication.title_key is null')
        .limit(BATCH)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      for (const publication of outdated) {
        await indexPublication(tx, publication);
      }
      return outdated.length;
    });
  }
}
