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
  /** Since when signing in takes two steps; null where the password is enough. */
  secondFactorSince!: Date | null;
  /** Since when an issuer outside vouches for its owner; null where the password does. */
  singleSignOnSince!: Date | null;
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
    return Object.assign(new Account(), account, {
      emailVerifiedAt: null,
      secondFactorSince: null,
      singleSignOnSince: null,
      closedAt: null,
    });
  }

  get isVerified(): boolean {
    return this.emailVerifiedAt !== null;
  }

  get isStaff(): boolean {
    return this.roles.some((role) => role !== 'patron');
  }

  /** What the account may do now: where the office requires a second step, nothing of the staff without. */
  rolesUnder(policy: 'optional' | 'required'): Role[] {
    // Whom an issuer vouches for has shown there what it asks for.
    const due =
      policy === 'required' && this.secondFactorSince === null && this.singleSignOnSince === null;
    return due ? this.roles.filter((role) => role === 'patron') : this.roles;
  }

  verify(now: Date): void {
    this.emailVerifiedAt ??= now;
  }

  /** The issuer decides from now on; there is no password beside it. */
  linked(now: Date): void {
    this.singleSignOnSince = now;
    this.passwordHash = null;
  }

  /** Erases the person; the id and the roles stay for the record of who did what. */
  close(now: Date): void {
    this.closedAt = now;
    this.nameSealed = null;
    this.emailSealed = null;
    this.emailIndex = null;
    this.passwordHash = null;
    this.secondFactorSince = null;
    this.singleSignOnSince = null;
  }
}
