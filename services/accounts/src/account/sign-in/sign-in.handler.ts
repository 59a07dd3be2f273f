import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  emailNotVerified,
  secondFactorNeeded,
  signIn,
  wrongCredentials,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Config } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { beginSession } from '../begin-session.ts';
import { Account } from '../domain/account.ts';
import { mailLink } from '../mail-link.ts';
import { PasswordHashing } from '../password-hashing.ts';
import { emailIndexOf } from '../sealed-account.ts';
import { SecondStep } from '../second-step.ts';

/**
 * One answer, in one time, for an unknown address and a wrong password. Where the account has a second
 * step, the password alone opens no session.
 */
@Controller()
export class SignInHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly hashing: PasswordHashing,
    private readonly secondStep: SecondStep,
    @Config() private readonly config: CoreConfig,
  ) {}

  @Answers(signIn)
  async handle(command: RequestOf<typeof signIn>, caller: Caller) {
    const account = await this.source.getRepository(Account).findOneBy({
      office: caller.office,
      emailIndex: emailIndexOf(this.personal, command.email),
    });
    const right = await this.hashing.verify(account?.passwordHash ?? null, command.password);
    if (account === null || !right) {
      throw wrongCredentials.error({});
    }
    const now = this.clock.now();
    if (!account.isVerified) {
      await this.mailAnotherLink(account, caller, now);
      throw emailNotVerified.error({});
    }
    const begin = (tx: Tx) =>
      beginSession(tx, account, { client: command.client, now, personal: this.personal });
    if (account.secondFactorSince === null) {
      return this.transaction.once(caller, begin);
    }
    if (command.totp === undefined) {
      throw secondFactorNeeded.error({});
    }
    return this.secondStep.behind(caller, account.id, command.totp, begin);
  }

  private async mailAnotherLink(account: Account, caller: Caller, now: Date): Promise<void> {
    await this.transaction.run(async (tx) => {
      const [{ waiting }]: [{ waiting: number }] = await tx.db.query(
        `select count(*)::int as waiting from single_use_link
         where account_id = $1 and used_at is null and expires_at > $2`,
        [account.id, now],
      );
      if (waiting === 0) {
        await mailLink(tx, account, {
          purpose: 'verify-email',
          language: caller.language,
          now,
          publicUrl: this.config.PUBLIC_URL,
          personal: this.personal,
        });
      }
    });
  }
}
