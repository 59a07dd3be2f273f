import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId, searchPerformed } from '@pst/contracts';
import { Log, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';

const EVERY_MS = 2_000;
/** The newest ones; more than a librarian reads, and little however much is asked by machines. */
const MOST_UNANSWERED = 1_000;
const DAY_MS = 86_400_000;

interface Counted {
  readonly office: string;
  readonly visitId: string | undefined;
  searches: number;
  withoutResult: number;
  /** Words that found nothing, and how often. */
  readonly unanswered: Map<string, number>;
  from: Date;
}

/**
 * Counts searches in memory and announces the sums every few seconds: a search writes nothing, and
 * nobody learns from an event what was typed. What was asked in vain is noted without who asked. Searches at the desk PC of a visit are a sum of their own.
 * A crash loses the seconds since the last announcement.
 */
@Injectable()
export class SearchCount implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly counted = new Map<string, Counted>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
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

  add(
    { office, visitId }: Caller,
    { withoutResult, unanswered }: { withoutResult: boolean; unanswered: string | undefined },
  ): void {
    const key = `${office}|${visitId ?? ''}`;
    const known = this.counted.get(key) ?? {
      office,
      visitId,
      searches: 0,
      withoutResult: 0,
      unanswered: new Map<string, number>(),
      from: this.clock.now(),
    };
    known.searches += 1;
    known.withoutResult += withoutResult ? 1 : 0;
    if (unanswered !== undefined) {
      known.unanswered.set(unanswered, (known.unanswered.get(unanswered) ?? 0) + 1);
    }
    this.counted.set(key, known);
  }

  private async announce(): Promise<void> {
    for (const [key, sum] of this.counted) {
      const { office, visitId, searches, withoutResult, from } = sum;
      this.counted.delete(key);
      const now = this.clock.now();
      try {
        await this.transaction.run(async (tx) => {
          await this.note(tx, sum, now);
          await tx.publish(
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
          );
        });
      } catch (error) {
        const since = this.counted.get(key);
        this.counted.set(key, {
          ...sum,
          searches: searches + (since?.searches ?? 0),
          withoutResult: withoutResult + (since?.withoutResult ?? 0),
          unanswered: new Map([...(since?.unanswered ?? []), ...sum.unanswered]),
        });
        throw error;
      }
    }
  }

  /** For the librarian; forgotten when nobody asks again for as long as the office says. */
  private async note(tx: Tx, { office, unanswered }: Counted, now: Date): Promise<void> {
    if (unanswered.size > 0) {
      await tx.db.query(
        `insert into unanswered_query as known (office, words, times, last_asked_at)
         select $1, words, times, $4 from unnest($2::text[], $3::int[]) as asked (words, times)
         order by words
         on conflict (office, words) do update
           set times = known.times + excluded.times, last_asked_at = excluded.last_asked_at`,
        [office, [...unanswered.keys()], [...unanswered.values()], now],
      );
    }
    const keptDays = this.profile.policies.search.unansweredDays;
    await tx.db.query(
      `delete from unanswered_query where office = $1 and (last_asked_at < $2 or words in (
         select words from unanswered_query where office = $1
         order by last_asked_at desc, words offset ${MOST_UNANSWERED}))`,
      [office, new Date(now.getTime() - keptDays * DAY_MS)],
    );
  }
}
