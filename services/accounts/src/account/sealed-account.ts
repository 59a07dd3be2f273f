import type { Account as AccountView } from '@pst/contracts';
import type { PersonalData } from '@pst/security';
import type { Account } from './domain/account.ts';

/** Where an account's fields are sealed to: each opens in its own row and column only. */
export const sealedIn = (column: 'name' | 'email', accountId: string) =>
  `account.${column}|${accountId}`;

/** Where what an attempt at single sign-on keeps to itself is sealed to. */
export const secretsSealedIn = (stateHash: string) => `single_sign_on_attempt.secrets|${stateHash}`;

/** Purpose of the blind index by which an address is found again. */
export const emailIndexOf = (personal: PersonalData, email: string) =>
  personal.blindIndex(email, 'account.email');

/** The person of an open account, in the clear. */
export function personOf(account: Account, personal: PersonalData) {
  const open = (sealed: string | null, column: 'name' | 'email') =>
    sealed === null ? '' : personal.open(sealed, sealedIn(column, account.id));
  return { name: open(account.nameSealed, 'name'), email: open(account.emailSealed, 'email') };
}

export function accountView(account: Account, personal: PersonalData): AccountView {
  return {
    id: account.id,
    ...personOf(account, personal),
    emailVerified: account.isVerified,
    language: account.language,
    roles: account.roles,
    secondFactor: account.secondFactorSince !== null,
    singleSignOn: account.singleSignOnSince !== null,
    createdAt: account.createdAt.toISOString(),
  };
}
