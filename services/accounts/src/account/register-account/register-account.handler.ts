import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  accountRegistered,
  messageTo,
  newId,
  registerAccount,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Config } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { Account } from '../domain/account.ts';
import { refuseCommonPassword } from '../domain/password-rules.ts';
import { mailLink } from '../mail-link.ts';
import { PasswordHashing } from '../password-hashing.ts';
import { emailIndexOf, personOf, sealedIn } from '../sealed-account.ts';

type Command = RequestOf<typeof registerAccount>;

/**
 * Opens an account that becomes usable by the link in the mail. The answer and the work before it are
 * the same for a new address and one that is known: only the owner of the mailbox learns which.
 */
@Controller()
export class RegisterAccountHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly hashing: PasswordHashing,
    @Config() private readonly config: CoreConfig,
  ) {}

  @Answers(registerAccount)
  async handle(command: Command, caller: Caller) {
    refuseCommonPassword(command.password);
    const passwordHash = await this.hashing.hash(command.password);
    const now = this.clock.now();
    const language = command.language ?? caller.language;
    return this.transaction.once(caller, async (tx) => {
      const emailIndex = emailIndexOf(this.personal, command.email);
      // Two registrations of one address at once: the second waits and finds the first one's account.
      await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [emailIndex]);
      const known = await tx.db.findOneBy(Account, { office: caller.office, emailIndex });
      if (known?.isVerified === true) {
        await this.tellOwner(tx, known);
        return { status: 'verification-sent' as const };
      }
      const account =
        known ??
        (await this.open(tx, command, { office: caller.office, language, passwordHash, now }));
      await mailLink(tx, account, {
        purpose: 'verify-email',
        language,
        now,
        publicUrl: this.config.PUBLIC_URL,
        personal: this.personal,
        pending: {
          passwordHash,
          nameSealed: this.personal.seal(command.name, sealedIn('name', account.id)),
          name: command.name,
        },
      });
      return { status: 'verification-sent' as const };
    });
  }

  private async open(
    tx: Tx,
    command: Command,
    { office, now, ...rest }: Pick<Account, 'office' | 'language' | 'passwordHash'> & { now: Date },
  ): Promise<Account> {
    const id = newId(now.getTime());
    const account = Account.opened({
      id,
      office,
      ...rest,
      nameSealed: this.personal.seal(command.name, sealedIn('name', id)),
      emailSealed: this.personal.seal(command.email, sealedIn('email', id)),
      emailIndex: emailIndexOf(this.personal, command.email),
      roles: ['patron'],
      createdAt: now,
    });
    await tx.db.insert(Account, account);
    await tx.publish(accountRegistered.create({ accountId: id }, { office, about: id, at: now }));
    return account;
  }

  private async tellOwner(tx: Tx, account: Account): Promise<void> {
    const { name, email } = personOf(account, this.personal);
    await tx.send(
      messageTo({
        office: account.office,
        to: email,
        language: account.language,
        cause: { kind: 'account', id: account.id },
        content: {
          template: 'account-exists',
          name,
          link: new URL('/masuk', this.config.PUBLIC_URL).href,
        },
      }),
    );
  }
}
