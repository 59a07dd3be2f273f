const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** An app's access token; the refresh token brings the next one. */
export const ACCESS_MS = 30 * MINUTE_MS;
const IDLE_MS = 30 * MINUTE_MS;
const BROWSER_MS = 12 * 60 * MINUTE_MS;
export const REFRESH_MS = 30 * DAY_MS;
/** Last use is noted to the minute, so that reading does not write. */
const NOTED_EVERY_MS = MINUTE_MS;

/**
 * A sign-in on one device. In a browser it ends after half an hour without use and after twelve hours
 * in any case; in an app it lives as long as its refresh tokens (reliability-and-security 5.2).
 */
export class Session {
  readonly id!: string;
  readonly office!: string;
  readonly accountId!: string;
  readonly client!: 'browser' | 'app';
  /** Keyed hash of the session at the issuer that vouched for its owner, where it named one. */
  readonly issuerSession!: string | null;
  accessHash!: string;
  accessExpiresAt!: Date;
  readonly createdAt!: Date;
  lastSeenAt!: Date;
  endedAt!: Date | null;

  static begun(
    session: Pick<
      Session,
      'id' | 'office' | 'accountId' | 'client' | 'issuerSession' | 'accessHash'
    >,
    now: Date,
  ): Session {
    const lifetime = session.client === 'browser' ? BROWSER_MS : ACCESS_MS;
    return Object.assign(new Session(), session, {
      accessExpiresAt: new Date(now.getTime() + lifetime),
      createdAt: now,
      lastSeenAt: now,
      endedAt: null,
    });
  }

  /** Seconds the access token has left. */
  secondsLeft(now: Date): number {
    return Math.max(0, Math.floor((this.accessExpiresAt.getTime() - now.getTime()) / 1_000));
  }

  isGood(now: Date): boolean {
    const idle = this.client === 'browser' && now.getTime() - this.lastSeenAt.getTime() > IDLE_MS;
    return this.endedAt === null && now < this.accessExpiresAt && !idle;
  }

  /** True when the use is worth writing down. */
  use(now: Date): boolean {
    if (now.getTime() - this.lastSeenAt.getTime() < NOTED_EVERY_MS) {
      return false;
    }
    this.lastSeenAt = now;
    return true;
  }

  /** The next access token; the one before it is worth nothing from now on. */
  renew(accessHash: string, now: Date): void {
    this.accessHash = accessHash;
    this.accessExpiresAt = new Date(now.getTime() + ACCESS_MS);
    this.lastSeenAt = now;
  }

  end(now: Date): void {
    this.endedAt ??= now;
  }
}
