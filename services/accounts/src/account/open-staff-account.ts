import {
  accountExists,
  accountRegistered,
  accountRolesChanged,
  newId,
  type Language,
  type RequestOf,
  type createStaffAccount,
} from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { PersonalData } from '@pst/security';
import { Account } from './domain/account.ts';
import { mailLink } from './mail-link.ts';
import { emailIndexOf, sealedIn } from './sealed-account.ts';

/**
 * An account for somebody of the office, without a password: whoever reads the mail chooses one.
 *
 * @throws accountExists (409)
 */
export async function openStaffAccount(
  tx: Tx,
  { email, name, roles }: RequestOf<typeof createStaffAccount>,
  around: {
    office: string;
    language: Language;
    now: Date;
    publicUrl: string;
    personal: PersonalData;
  },
): Promise<Account> {
  const { office, language, now, personal } = around;
  const emailIndex = emailIndexOf(personal, email);
  await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [emailIndex]);
  if (await tx.db.existsBy(Account, { office, emailIndex })) {
    throw accountExists.error({});
  }
  const id = newId(now.getTime());
  const account = Account.opened({
    id,
    office,
    nameSealed: personal.seal(name, sealedIn('name', id)),
    emailSealed: personal.seal(email, sealedIn('email', id)),
    emailIndex,
    language,
    roles,
    passwordHash: null,
    createdAt: now,
  });
  await tx.db.insert(Account, account);
  const about = { office, about: id, at: now };
  await tx.publish(accountRegistered.create({ accountId: id }, about));
  await tx.publish(accountRolesChanged.create({ accountId: id, roles }, about));
  await mailLink(tx, account, { purpose: 'invitation', ...around });
  return account;
}
