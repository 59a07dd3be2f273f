import { messageTo, type Language } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { hashToken, randomToken, type PersonalData } from '@pst/security';
import type { Account } from './domain/account.ts';
import { minutesOf, SingleUseLink, type LinkPurpose } from './domain/single-use-link.ts';
import { personOf } from './sealed-account.ts';

const TEMPLATE = {
  'verify-email': 'account-verification',
  'reset-password': 'password-reset',
  invitation: 'staff-invitation',
} as const;
/** Pages of the web client; the secret stands behind `#`, which no server and no log ever sees. */
const PAGE = {
  'verify-email': '/verifikasi',
  'reset-password': '/setel-sandi',
  invitation: '/setel-sandi?undangan',
} as const;

/** Mails a single-use link to the account's address. Only the hash of its secret is kept. */
export async function mailLink(
  tx: Tx,
  account: Account,
  link: {
    purpose: LinkPurpose;
    language: Language;
    now: Date;
    publicUrl: string;
    personal: PersonalData;
    /** What opening the link makes the account's own. */
    pending?: { passwordHash: string | null; nameSealed: string | null; name: string };
  },
): Promise<void> {
  const { purpose, pending } = link;
  const { name, email } = personOf(account, link.personal);
  const secret = randomToken();
  await tx.db.insert(
    SingleUseLink,
    SingleUseLink.mailed(
      {
        secretHash: hashToken(secret),
        accountId: account.id,
        purpose,
        emailIndex: account.emailIndex ?? '',
        passwordHash: pending?.passwordHash ?? null,
        nameSealed: pending?.nameSealed ?? null,
      },
      link.now,
    ),
  );
  await tx.send(
    messageTo({
      office: account.office,
      to: email,
      language: link.language,
      cause: { kind: 'account', id: account.id },
      content: {
        template: TEMPLATE[purpose],
        name: pending?.name ?? name,
        link: `${new URL(PAGE[purpose], link.publicUrl).href}#token=${secret}`,
        expiresInMinutes: minutesOf(purpose),
      },
    }),
  );
}
