import type { Language, Role } from '@pst/contracts';

/** Somebody's account. Name and address are sealed; a closed account has neither any more. */
export class Account {
  readonly id!: string;
  readonly office!: string;
  nameSealed!: string | null;
  emailSealed!: string | null;
  /** Keyed hash of the address, unique among the office's open accounts. */
  emailIndex!: string | null;
  emailVerifiedAt!: Date | null;
  language!: Language;
  roles!: Role[];
  passwordHash!: string | null;
  readonly createdAt!: Date;
  closedAt!: Date | null;

  static opened(
    account: Pick<
      Account,
      | 'id'
      | 'office'
      | 'nameSealed'
      | 'emailSealed'
      | 'emailIndex'
      | 'language'
      | 'roles'
      | 'passwordHash'
      | 'createdAt'
    >,
  ): Account {
    return Object.assign(new Account(), account, { emailVerifiedAt: null, closedAt: null });
  }

  get isVerified(): boolean {
    return this.emailVerifiedAt !== null;
  }

  verify(now: Date): void {
    this.emailVerifiedAt ??= now;
  }

  /** Erases the person; the id and the roles stay for the record of who did what. */
  close(now: Date): void {
    this.closedAt = now;
    this.nameSealed = null;
    this.emailSealed = null;
    this.emailIndex = null;
    this.passwordHash = null;
  }
}
