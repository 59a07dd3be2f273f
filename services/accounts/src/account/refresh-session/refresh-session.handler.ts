import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { notSignedIn, refreshSession, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { hashToken, PersonalData, randomToken, type Caller } from '@pst/security';
import { RefreshTokenSchema } from '../account.schema.ts';
import { addRefreshToken } from '../begin-session.ts';
import { Account } from '../domain/account.ts';
import { judgeRefresh } from '../domain/refresh-rule.ts';
import { Session } from '../domain/session.ts';
import { accountView } from '../sealed-account.ts';

@Controller()
export class RefreshSessionHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  @Answers(refreshSession)
  async handle(command: RequestOf<typeof refreshSession>, caller: Caller) {
    const now = this.clock.now();
    const tokenHash = hashToken(command.refreshToken);
    const renewed = await this.transaction.once(caller, async (tx) => {
      const token = await tx.db.findOne(RefreshTokenSchema, {
        where: { tokenHash },
        lock: { mode: 'pessimistic_write' },
      });
      const session =
        token &&
        (await tx.db.findOne(Session, {
          where: { id: token.sessionId, office: caller.office },
          lock: { mode: 'pessimistic_write' },
        }));
      if (token === null || session === null) {
        return null;
      }
      const verdict = judgeRefresh({ ...token, sessionEndedAt: session.endedAt }, now);
      if (verdict !== 'rotate') {
        if (verdict === 'end-session') {
          session.end(now);
          await tx.db.save(session);
        }
        // Answered and not thrown: a refusal must not undo the end of the session.
        return null;
      }
      const accessToken = randomToken();
      session.renew(hashToken(accessToken), now);
      await tx.db.save(session);
      await tx.db.update(RefreshTokenSchema, { tokenHash }, { rotatedAt: now });
      const account = await tx.db.findOneByOrFail(Account, { id: session.accountId });
      return {
        sessionId: session.id,
        accessToken,
        refreshToken: await addRefreshToken(tx, session, now),
        expiresIn: session.secondsLeft(now),
        account: accountView(account, this.personal),
      };
    });
    if (renewed === null) {
      throw notSignedIn.error({});
    }
    return renewed;
  }
}
