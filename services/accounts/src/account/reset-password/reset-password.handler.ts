import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  accountVerified,
  linkExpired,
  messageTo,
  requestPasswordReset,
  resetPassword,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Config } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { hashToken, PersonalData, type Caller } from '@pst/security';
import { IsNull } from 'typeorm';
import { Account } from '../domain/account.ts';
import { refuseCommonPassword } from '../domain/password-rules.ts';
import { Session } from '../domain/session.ts';
import { SingleUseLink } from '../domain/single-use-link.ts';
import { mailLink } from '../mail-link.ts';
import { PasswordHashing } from '../password-hashing.ts';
import { emailIndexOf, personOf } from '../sealed-account.ts';

/** A forgotten password, and the first one of an invited colleague: whoever opens the link sets it. */
@Controller()
export class ResetPasswordHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly hashing: PasswordHashing,
    @Config() private readonly config: CoreConfig,
  ) {}

  @Answers(requestPasswordReset)
  request({ email }: RequestOf<typeof requestPasswordReset>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const emailIndex = emailIndexOf(this.personal, email);
      const account = await tx.db.findOneBy(Account, { office: caller.office, emailIndex });
      // Of an account that an issuer vouches for there is no password to choose.
      if (account?.isVerified === true && account.singleSignOnSince === null) {
        await mailLink(tx, account, {
          purpose: 'reset-password',
          language: caller.language,
          now,
          publicUrl: this.config.PUBLIC_URL,
          personal: this.personal,
        });
      }
      return { status: 'reset-sent' as const };
    });
  }

  @Answers(resetPassword)
  async reset(command: RequestOf<typeof resetPassword>, caller: Caller): Promise<null> {
    refuseCommonPassword(command.password);
    const passwordHash = await this.hashing.hash(command.password);
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const link = await tx.db.findOne(SingleUseLink, {
        where: { secretHash: hashToken(command.token) },
        lock: { mode: 'pessimistic_write' },
      });
      if (link === null) {
        throw linkExpired.error({});
      }
      const account = await tx.db.findOneOrFail(Account, {
        where: { id: link.accountId, office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      link.use(['reset-password', 'invitation'], account.emailIndex, now);
      if (account.singleSignOnSince !== null) {
        throw linkExpired.error({});
      }
      const first = !account.isVerified;
      account.verify(now);
      account.passwordHash = passwordHash;
      await tx.db.save([link, account]);
      // Whoever knew the old password is signed out everywhere.
      await tx.db.update(Session, { accountId: account.id, endedAt: IsNull() }, { endedAt: now });
      if (first) {
        await tx.publish(
          accountVerified.create(
            { accountId: account.id },
            { office: caller.office, about: account.id, at: now },
          ),
        );
      }
      const { name, email } = personOf(account, this.personal);
      await tx.send(
        messageTo({
          office: caller.office,
          to: email,
          language: account.language,
          cause: { kind: 'account', id: account.id },
          content: { template: 'password-changed', name },
        }),
      );
      return null;
    });
  }
}
