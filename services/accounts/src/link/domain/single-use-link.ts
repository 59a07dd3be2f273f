import { createHash, randomBytes } from 'node:crypto';
import { linkExpired } from '@pst/contracts';

const lifetimeMs = 30 * 60_000;

export type LinkPurpose = 'verify-email' | 'reset-password';

/** A new secret for a link: 256 random bits as base64url; only its hash is ever stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex. A fast hash is enough because the secret has 256 random bits. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A link that was mailed: works once, for thirty minutes, for one purpose and one address. */
export class SingleUseLink {
  usedAt: Date | null = null;

  constructor(
    readonly secretHash: string,
    readonly accountId: string,
    readonly purpose: LinkPurpose,
    /** Blind index of the address the link was mailed to. */
    readonly emailIndex: string,
    readonly expiresAt: Date,
  ) {}

  static mailed(
    secret: string,
    link: { accountId: string; purpose: LinkPurpose; emailIndex: string },
    now: Date,
  ): SingleUseLink {
    return new SingleUseLink(
      hashOfSecret(secret),
      link.accountId,
      link.purpose,
      link.emailIndex,
      new Date(now.getTime() + lifetimeMs),
    );
  }

  /** Throws `link-expired` for every reason alike, so that the answer tells nothing about the link. */
  use(purpose: LinkPurpose, currentEmailIndex: string, now: Date): void {
    if (
      this.usedAt !== null ||
      now >= this.expiresAt ||
      purpose !== this.purpose ||
      currentEmailIndex !== this.emailIndex
    ) {
      throw linkExpired.error({});
    }
    this.usedAt = now;
  }
}
