import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { accountVerified, linkExpired, verifyEmail, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { hashToken, type Caller } from '@pst/security';
import { Account } from '../domain/account.ts';
import { SingleUseLink } from '../domain/single-use-link.ts';

@Controller()
export class VerifyEmailHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(verifyEmail)
  handle({ token }: RequestOf<typeof verifyEmail>, caller: Caller): Promise<null> {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const link = await tx.db.findOne(SingleUseLink, {
        where: { secretHash: hashToken(token) },
        lock: { mode: 'pessimistic_write' },
      });
      if (link === null) {
        throw linkExpired.error({});
      }
      const account = await tx.db.findOneOrFail(Account, {
        where: { id: link.accountId, office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      link.use(['verify-email'], account.emailIndex, now);
      const first = !account.isVerified;
      account.verify(now);
      account.passwordHash = link.passwordHash ?? account.passwordHash;
      account.nameSealed = link.nameSealed ?? account.nameSealed;
      await tx.db.save([link, account]);
      if (first) {
        await tx.publish(
          accountVerified.create(
            { accountId: account.id },
            { office: caller.office, about: account.id, at: now },
          ),
        );
      }
      return null;
    });
  }
}
