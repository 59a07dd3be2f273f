import { setTimeout as pause } from 'node:timers/promises';

import { judge, type Injected, type Verdict } from './checker.ts';
import { Crowd } from './crowd.ts';
import { gather, whatWaits, type Effects } from './evidence.ts';
import { Ledger } from './ledger.ts';
import { Random } from './random.ts';
import type { SystemUnderFire } from './system-under-fire.ts';
import type { Witness } from './witness.ts';

/** In this time the system has come to rest, or it never will: a lost acknowledgement alone takes 30 s. */
const RESTS_WITHIN_MS = 150_000;

/** How fetch names it when a client has waited long enough. */
const NO_ANSWER = 'TimeoutError';

/** What people may expect besides getting what they want in the end (I6). */
interface Expected {
  /** Nobody has to ask twice. */
  readonly unnoticed?: boolean;
  /** Whoever is refused hears so, and does not wait in vain. */
  readonly prompt?: boolean;
}

/** What an experiment showed. */
export interface Outcome extends Verdict {
  /** Facts acknowledged meanwhile, and orders for mail. */
  readonly acknowledged: number;
  /** Requests that had to be sent again. */
  readonly failed: number;
  /** From the last blow until nothing waited any more. */
  readonly recoverySeconds: number;
  readonly p99: number;
}

/** One system, what was acknowledged in it from its beginning, and the chance that decides. */
export class Trial {
  readonly ledger = new Ledger();
  readonly random: Random;
  /** Grows with what experiments put in on purpose. */
  readonly injected = {
    deadLetters: 0,
    foreign: [] as string[],
    moved: [] as string[],
  } satisfies Injected;
  private failuresSeen = 0;
  private waitsSeen = 0;
  private acknowledgedSeen = 0;

  constructor(
    readonly system: SystemUnderFire,
    seed: number,
    /** How long a nemesis that goes by the clock is at it. */
    readonly seconds: number,
  ) {
    this.random = new Random(seed);
  }

  /**
   * Lets people in, lets `nemesis` do its worst, and judges when everything has come to rest.
   */
  async underLoad(nemesis: () => Promise<void>, expected: Expected = {}): Promise<Outcome> {
    const people = new Crowd(this.system, this.ledger, this.random);
    await people.enter();
    await this.acknowledgedMore(10);
    await nemesis();
    const healed = performance.now();
    // The last ones come to a system that is whole again.
    await this.acknowledgedMore(10);
    await people.leave();
    await this.rest();
    return this.outcome((performance.now() - healed) / 1_000, expected);
  }

  /** Waits until so many more facts are acknowledged. */
  async acknowledgedMore(count: number): Promise<void> {
    const enough = this.acknowledgedSoFar + count;
    while (this.acknowledgedSoFar < enough && this.ledger.unknown.length === 0) {
      await pause(20);
    }
  }

  /** Waits until nothing is on its way any more, or it is clear that it never will be. */
  async rest(withinMs = RESTS_WITHIN_MS): Promise<void> {
    const giveUpAt = performance.now() + withinMs;
    while (performance.now() < giveUpAt) {
      const waiting = await whatWaits(this.system).catch(() => ['an answer of its servers']);
      if (waiting.length === 0) {
        return;
      }
      await pause(200);
    }
  }

  /** What the checker says now. */
  async verdict(witnesses: readonly Effects[] = []): Promise<Verdict> {
    return judge(this.ledger, await gather(this.system, witnesses), this.injected);
  }

  /** What it says once this witness, too, has heard everything. */
  async verdictWith(witness: Witness): Promise<Verdict> {
    await this.rest();
    return this.verdict([await witness.testimony()]);
  }

  private get acknowledgedSoFar(): number {
    return this.ledger.acknowledged.length + this.ledger.mailTo.length;
  }

  private async outcome(
    recoverySeconds: number,
    { unnoticed = false, prompt = false }: Expected,
  ): Promise<Outcome> {
    const verdict = await this.verdict();
    const failures = this.ledger.failures.slice(this.failuresSeen);
    const unserved = failures.filter(
      ({ how }) => unnoticed || (prompt && how.startsWith(NO_ANSWER)),
    );
    const acknowledged = this.acknowledgedSoFar - this.acknowledgedSeen;
    const waits = this.ledger.waits.slice(this.waitsSeen).toSorted((left, right) => left - right);
    this.failuresSeen = this.ledger.failures.length;
    this.acknowledgedSeen = this.acknowledgedSoFar;
    this.waitsSeen = this.ledger.waits.length;
    return {
      ...verdict,
      unserved: [...verdict.unserved, ...unserved.map(({ what, how }) => `${what} ${how}`)],
      acknowledged,
      failed: failures.length,
      recoverySeconds,
      p99: waits[Math.floor(waits.length * 0.99)] ?? 0,
    };
  }
}
