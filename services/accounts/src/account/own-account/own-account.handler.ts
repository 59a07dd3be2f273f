import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  accountClosed,
  changeMe,
  closeMe,
  exportMe,
  messageTo,
  notFound,
  readMe,
  wrongCredentials,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource, IsNull, Not } from 'typeorm';
import { Account } from '../domain/account.ts';
import { refuseLosingLastAdmin } from '../domain/last-admin.ts';
import { refuseCommonPassword } from '../domain/password-rules.ts';
import { Session } from '../domain/session.ts';
import { otherAdmins } from '../other-admins.ts';
import { PasswordHashing } from '../password-hashing.ts';
import { accountView, personOf, sealedIn } from '../sealed-account.ts';
import { SecondStep } from '../second-step.ts';
import { signedInAccount } from '../signed-in-account.ts';
import { LinkedIdentitySchema } from '../single-sign-on.schema.ts';

/** What people may see and change of themselves, up to leaving. */
@Controller()
export class OwnAccountHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly hashing: PasswordHashing,
    private readonly secondStep: SecondStep,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readMe)
  async read(_query: RequestOf<typeof readMe>, caller: Caller) {
    const account = await this.own(caller);
    const roles = account.rolesUnder(this.profile.staffSecondFactor);
    return {
      ...accountView(account, this.personal),
      roles,
      secondFactorDue: roles.length < account.roles.length,
    };
  }

  @Answers(exportMe)
  async export(_query: RequestOf<typeof exportMe>, caller: Caller) {
    const account = await this.own(caller);
    const sessions = await this.source
      .getRepository(Session)
      .find({ where: { accountId: account.id }, order: { createdAt: 'ASC' } });
    return {
      ...accountView(account, this.personal),
      emailVerifiedAt: account.emailVerifiedAt?.toISOString() ?? null,
      secondFactorSince: account.secondFactorSince?.toISOString() ?? null,
      sessions: sessions.map(({ id, client, createdAt, lastSeenAt, endedAt }) => ({
        id,
        client,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
      })),
    };
  }

  @Answers(changeMe)
  async change(command: RequestOf<typeof changeMe>, caller: Caller) {
    const passwordHash = await this.newPasswordHash(command, await this.own(caller));
    return this.transaction.once(caller, async (tx) => {
      const account = await this.locked(tx, caller);
      if (command.name !== undefined) {
        account.nameSealed = this.personal.seal(command.name, sealedIn('name', account.id));
      }
      account.language = command.language ?? account.language;
      if (passwordHash !== undefined) {
        account.passwordHash = passwordHash;
        await this.passwordChanged(tx, account, signedInAccount(caller).sessionId);
      }
      await tx.db.save(account);
      return accountView(account, this.personal);
    });
  }

  @Answers(closeMe)
  close(_command: RequestOf<typeof closeMe>, caller: Caller): Promise<null> {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const admins = await otherAdmins(tx, caller.office, signedInAccount(caller).id);
      const account = await this.locked(tx, caller);
      refuseLosingLastAdmin(account.roles, [], admins);
      account.close(now);
      await tx.db.save(account);
      await tx.db.update(Session, { accountId: account.id, endedAt: IsNull() }, { endedAt: now });
      await this.secondStep.forget(tx, account.id);
      await tx.db.delete(LinkedIdentitySchema, { accountId: account.id });
      // Names that a link carried go with the account.
      await tx.db.query(`delete from single_use_link where account_id = $1`, [account.id]);
      await tx.publish(
        accountClosed.create(
          { accountId: account.id },
          { office: caller.office, about: account.id, at: now },
        ),
      );
      return null;
    });
  }

  private async own(caller: Caller): Promise<Account> {
    const { id } = signedInAccount(caller);
    const account = await this.source
      .getRepository(Account)
      .findOneBy({ id, office: caller.office, closedAt: IsNull() });
    if (account === null) {
      throw notFound.error({});
    }
    return account;
  }

  private locked(tx: Tx, caller: Caller): Promise<Account> {
    return tx.db.findOneOrFail(Account, {
      where: { id: signedInAccount(caller).id, office: caller.office, closedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async newPasswordHash({ password }: RequestOf<typeof changeMe>, account: Account) {
    if (password === undefined) {
      return undefined;
    }
    refuseCommonPassword(password.next);
    if (!(await this.hashing.verify(account.passwordHash, password.current))) {
      throw wrongCredentials.error({});
    }
    return this.hashing.hash(password.next);
  }

  /** Every other device is signed out, and the owner hears of it. */
  private async passwordChanged(tx: Tx, account: Account, sessionId: string): Promise<void> {
    await tx.db.update(
      Session,
      { accountId: account.id, id: Not(sessionId), endedAt: IsNull() },
      { endedAt: this.clock.now() },
    );
    const { name, email } = personOf(account, this.personal);
    await tx.send(
      messageTo({
        office: account.office,
        to: email,
        language: account.language,
        cause: { kind: 'account', id: account.id },
        content: { template: 'password-changed', name },
      }),
    );
  }
}
