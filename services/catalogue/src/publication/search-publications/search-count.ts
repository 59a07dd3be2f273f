import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId, searchPerformed } from '@pst/contracts';
import { Log } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { describeError, type Logger } from '@pst/telemetry';

const EVERY_MS = 2_000;

interface Counted {
  searches: number;
  withoutResult: number;
  from: Date;
}

/**
 * Counts searches in memory and announces the sums every few seconds: a search writes nothing, and
 * nobody learns from an event what was typed. A crash loses the seconds since the last announcement.
 */
@Injectable()
export class SearchCount implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly counted = new Map<string, Counted>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.announce().catch((error: unknown) => {
        this.log.warn(describeError(error), 'searches not announced yet');
      });
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.announce();
  }

  add(office: string, withoutResult: boolean): void {
    const known = this.counted.get(office) ?? {
      searches: 0,
      withoutResult: 0,
      from: this.clock.now(),
    };
    known.searches += 1;
    known.withoutResult += withoutResult ? 1 : 0;
    this.counted.set(office, known);
  }

  private async announce(): Promise<void> {
    for (const [office, { searches, withoutResult, from }] of this.counted) {
      this.counted.delete(office);
      const now = this.clock.now();
      try {
        await this.transaction.run((tx) =>
          tx.publish(
            searchPerformed.create(
              { searches, withoutResult, from: from.toISOString(), to: now.toISOString() },
              { office, about: newId(now.getTime()), at: now },
            ),
          ),
        );
      } catch (error) {
        const since = this.counted.get(office);
        this.counted.set(office, {
          searches: searches + (since?.searches ?? 0),
          withoutResult: withoutResult + (since?.withoutResult ?? 0),
          from,
        });
        throw error;
      }
    }
  }
}
