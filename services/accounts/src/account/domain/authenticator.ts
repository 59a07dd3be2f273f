import { tooManyRequests, totpKeyExpired } from '@pst/contracts';

const MINUTE_MS = 60_000;
const PENDING_MS = 15 * MINUTE_MS;
/** Wrong codes in a row; a code of six digits cannot be guessed five at a time. */
const MOST_WRONG = 5;
const REST_MS = 15 * MINUTE_MS;

/** Somebody's authenticator app: the key it shares with us, and what was typed from it so far. */
export class Authenticator {
  readonly accountId!: string;
  /** Null until the first key was confirmed. */
  secretSealed!: string | null;
  /** The time step of the newest code that was taken; none of it or before it is taken again. */
  lastStep!: number | null;
  /** A key that was shown, and counts once a code of it was typed. */
  pendingSealed!: string | null;
  pendingUntil!: Date | null;
  wrongCodes!: number;
  restsUntil!: Date | null;

  static of(accountId: string): Authenticator {
    return Object.assign(new Authenticator(), {
      accountId,
      secretSealed: null,
      lastStep: null,
      pendingSealed: null,
      pendingUntil: null,
      wrongCodes: 0,
      restsUntil: null,
    });
  }

  offer(pendingSealed: string, now: Date): void {
    this.pendingSealed = pendingSealed;
    this.pendingUntil = new Date(now.getTime() + PENDING_MS);
  }

  /** The key that waits to be confirmed; throws `totp-key-expired`. */
  offered(now: Date): string {
    if (this.pendingSealed === null || this.pendingUntil === null || now >= this.pendingUntil) {
      throw totpKeyExpired.error({});
    }
    return this.pendingSealed;
  }

  /** The offered key is the one that counts; the code that showed it is used up. */
  confirm(step: number, now: Date): void {
    this.secretSealed = this.offered(now);
    this.pendingSealed = null;
    this.pendingUntil = null;
    this.taken(step);
  }

  /** Throws `too-many-requests` after too many wrong codes, the right one included. */
  refuseWhileResting(now: Date): void {
    if (this.restsUntil !== null && now < this.restsUntil) {
      const left = this.restsUntil.getTime() - now.getTime();
      throw tooManyRequests.error({ retryAfterSeconds: Math.ceil(left / 1_000) });
    }
  }

  /** False for a code that was taken before, or is older than one that was. */
  isFresh(step: number): boolean {
    return this.lastStep === null || step > this.lastStep;
  }

  /** A right code; `step` is null for a recovery code. */
  taken(step: number | null): void {
    this.lastStep = step ?? this.lastStep;
    this.wrongCodes = 0;
    this.restsUntil = null;
  }

  refused(now: Date): void {
    this.wrongCodes += 1;
    if (this.wrongCodes >= MOST_WRONG) {
      this.wrongCodes = 0;
      this.restsUntil = new Date(now.getTime() + REST_MS);
    }
  }
}
