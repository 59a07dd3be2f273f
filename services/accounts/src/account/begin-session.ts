import { newId } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { hashToken, randomToken, type PersonalData } from '@pst/security';
import type { Account } from './domain/account.ts';
import { REFRESH_MS, Session } from './domain/session.ts';
import { RefreshTokenSchema } from './account.schema.ts';
import { accountView } from './sealed-account.ts';

/** A new session of the account, with its first tokens; only their hashes are kept. */
export async function beginSession(
  tx: Tx,
  account: Account,
  {
    client,
    now,
    personal,
    issuerSession = null,
  }: {
    client: 'browser' | 'app';
    now: Date;
    personal: PersonalData;
    issuerSession?: string | null;
  },
) {
  const accessToken = randomToken();
  const session = Session.begun(
    {
      id: newId(now.getTime()),
      office: account.office,
      accountId: account.id,
      client,
      issuerSession,
      accessHash: hashToken(accessToken),
    },
    now,
  );
  await tx.db.insert(Session, session);
  const refreshToken = await addRefreshToken(tx, session, now);
  return {
    sessionId: session.id,
    accessToken,
    refreshToken,
    expiresIn: session.secondsLeft(now),
    account: accountView(account, personal),
  };
}

/** The session's newest refresh token. */
export async function addRefreshToken(tx: Tx, session: Session, now: Date): Promise<string> {
  const refreshToken = randomToken();
  await tx.db.insert(RefreshTokenSchema, {
    tokenHash: hashToken(refreshToken),
    sessionId: session.id,
    expiresAt: new Date(now.getTime() + REFRESH_MS),
    rotatedAt: null,
  });
  return refreshToken;
}
