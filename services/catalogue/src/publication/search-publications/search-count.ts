import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId, searchPerformed } from '@pst/contracts';
import { Log } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { describeError, type Logger } from '@pst/telemetry';

const EVERY_MS = 2_000;

interface Counted {
  readonly office: string;
  readonly visitId: string | undefined;
  searches: number;
  withoutResult: number;
  from: Date;
}

/**
 * Counts searches in memory and announces the sums every few seconds: a search writes nothing, and
 * nobody learns from an event what was typed. Searches at the desk PC of a visit are a sum of their own.
 * A crash loses the seconds since the last announcement.
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

  add({ office, visitId }: Caller, withoutResult: boolean): void {
    const key = `${office}|${visitId ?? ''}`;
    const known = this.counted.get(key) ?? {
      office,
      visitId,
      searches: 0,
      withoutResult: 0,
      from: this.clock.now(),
    };
    known.searches += 1;
    known.withoutResult += withoutResult ? 1 : 0;
    this.counted.set(key, known);
  }

  private async announce(): Promise<void> {
    for (const [key, sum] of this.counted) {
      const { office, visitId, searches, withoutResult, from } = sum;
      this.counted.delete(key);
      const now = this.clock.now();
      try {
        await this.transaction.run((tx) =>
          tx.publish(
            searchPerformed.create(
              {
                searches,
                withoutResult,
                ...(visitId !== undefined && { visitId }),
                from: from.toISOString(),
                to: now.toISOString(),
              },
              { office, about: newId(now.getTime()), at: now },
            ),
          ),
        );
      } catch (error) {
        const since = this.counted.get(key);
        this.counted.set(key, {
          ...sum,
          searches: searches + (since?.searches ?? 0),
          withoutResult: withoutResult + (since?.withoutResult ?? 0),
        });
        throw error;
      }
    }
  }
}
