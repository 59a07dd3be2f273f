import { linkExpired } from '@pst/contracts';

const LIFETIME_MINUTES = { 'verify-email': 30, 'reset-password': 30, invitation: 7 * 24 * 60 };

export type LinkPurpose = keyof typeof LIFETIME_MINUTES;

export const minutesOf = (purpose: LinkPurpose): number => LIFETIME_MINUTES[purpose];

/** A link that was mailed: works once, for a while, for one purpose and one address. */
export class SingleUseLink {
  readonly secretHash!: string;
  readonly accountId!: string;
  readonly purpose!: LinkPurpose;
  /** Blind index of the address the link was mailed to. */
  readonly emailIndex!: string;
  /**
   * What the person typed who caused this mail. It becomes the account's only when this very link is
   * opened, so that nobody can slip a password of theirs under somebody else's verification.
   */
  readonly passwordHash!: string | null;
  readonly nameSealed!: string | null;
  readonly expiresAt!: Date;
  usedAt!: Date | null;

  static mailed(
    link: Omit<SingleUseLink, 'expiresAt' | 'usedAt' | 'use'>,
    now: Date,
  ): SingleUseLink {
    const expiresAt = new Date(now.getTime() + minutesOf(link.purpose) * 60_000);
    return Object.assign(new SingleUseLink(), link, { expiresAt, usedAt: null });
  }

  /** Throws `link-expired` for every reason alike, so that the answer tells nothing about the link. */
  use(purposes: readonly LinkPurpose[], currentEmailIndex: string | null, now: Date): void {
    if (
      this.usedAt !== null ||
      now >= this.expiresAt ||
      !purposes.includes(this.purpose) ||
      currentEmailIndex !== this.emailIndex
    ) {
      throw linkExpired.error({});
    }
    this.usedAt = now;
  }
}
