import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  beginTotp,
  confirmTotp,
  notFound,
  readSecondFactor,
  removeTotp,
  secondFactorNeeded,
  secondFactorRequired,
  secondFactorWrong,
  wrongCredentials,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource, IsNull, Not } from 'typeorm';
import { Account } from '../domain/account.ts';
import { Authenticator } from '../domain/authenticator.ts';
import { Session } from '../domain/session.ts';
import { newTotpKey, stepOf, totpUri } from '../domain/totp.ts';
import { PasswordHashing } from '../password-hashing.ts';
import { personOf } from '../sealed-account.ts';
import { RecoveryCodeSchema } from '../second-factor.schema.ts';
import { secretSealedIn, SecondStep } from '../second-step.ts';
import { signedInAccount } from '../signed-in-account.ts';
import { writeAccessLine } from '../write-access-line.ts';

/** Somebody sets up, replaces or takes off the second step of their own sign-in. */
@Controller()
export class SetUpTotpHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly hashing: PasswordHashing,
    private readonly secondStep: SecondStep,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readSecondFactor)
  async read(_query: RequestOf<typeof readSecondFactor>, caller: Caller) {
    const account = await this.own(caller);
    return {
      totpSince: account.secondFactorSince?.toISOString() ?? null,
      recoveryCodesLeft: await this.source
        .getRepository(RecoveryCodeSchema)
        .countBy({ accountId: account.id, usedAt: IsNull() }),
      required: this.requires(account),
    };
  }

  @Answers(beginTotp)
  async begin({ password, code }: RequestOf<typeof beginTotp>, caller: Caller) {
    const account = await this.ownBehindPassword(caller, password);
    if (account.secondFactorSince === null) {
      return this.transaction.once(caller, async (tx) =>
        this.offer(tx, await this.locked(tx, caller)),
      );
    }
    if (code === undefined) {
      throw secondFactorNeeded.error({});
    }
    return this.secondStep.behind(caller, account.id, code, (tx, own) => this.offer(tx, own));
  }

  @Answers(confirmTotp)
  confirm({ code }: RequestOf<typeof confirmTotp>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const account = await this.locked(tx, caller);
      const accountId = account.id;
      const authenticator = await authenticatorOf(tx, accountId);
      const secret = this.personal.open(authenticator.offered(now), secretSealedIn(accountId));
      const step = stepOf(code, secret, now);
      if (step === null) {
        throw secondFactorWrong.error({});
      }
      authenticator.confirm(step, now);
      account.secondFactorSince ??= now;
      await tx.db.save([authenticator, account]);
      await this.changed(tx, account, 'set-up', signedInAccount(caller).sessionId);
      return { recoveryCodes: await this.secondStep.renewRecoveryCodes(tx, accountId) };
    });
  }

  @Answers(removeTotp)
  async remove({ password, code }: RequestOf<typeof removeTotp>, caller: Caller): Promise<null> {
    const known = await this.ownBehindPassword(caller, password);
    if (known.secondFactorSince === null) {
      throw notFound.error({});
    }
    if (this.requires(known)) {
      throw secondFactorRequired.error({});
    }
    return this.secondStep.behind(caller, known.id, code, async (tx, account) => {
      await this.secondStep.takeOff(tx, account);
      await this.changed(tx, account, 'removed', signedInAccount(caller).sessionId);
      return null;
    });
  }

  private requires(account: Account): boolean {
    return this.profile.staffSecondFactor === 'required' && account.isStaff;
  }

  private async offer(tx: Tx, account: Account) {
    const secret = newTotpKey();
    const authenticator = await authenticatorOf(tx, account.id);
    const sealed = this.personal.seal(secret, secretSealedIn(account.id));
    authenticator.offer(sealed, this.clock.now());
    await tx.db.save(authenticator);
    const { email } = personOf(account, this.personal);
    return { secret, uri: totpUri(secret, account.office, email) };
  }

  /** Every other session of the account ends: whoever had it may be why this was done. */
  private async changed(tx: Tx, account: Account, change: 'set-up' | 'removed', sessionId: string) {
    const now = this.clock.now();
    await tx.db.update(
      Session,
      { accountId: account.id, id: Not(sessionId), endedAt: IsNull() },
      { endedAt: now },
    );
    const action = `totp-${change}` as const;
    await writeAccessLine(tx, account, { action, actorId: account.id, at: now });
    await this.secondStep.tellOwner(tx, account, change);
  }

  private async ownBehindPassword(caller: Caller, password: string): Promise<Account> {
    const account = await this.own(caller);
    if (!(await this.hashing.verify(account.passwordHash, password))) {
      throw wrongCredentials.error({});
    }
    return account;
  }

  private async own(caller: Caller): Promise<Account> {
    const account = await this.source.getRepository(Account).findOneBy(this.ownIn(caller));
    if (account === null) {
      throw notFound.error({});
    }
    return account;
  }

  private locked(tx: Tx, caller: Caller): Promise<Account> {
    return tx.db.findOneOrFail(Account, {
      where: this.ownIn(caller),
      lock: { mode: 'pessimistic_write' },
    });
  }

  private ownIn(caller: Caller) {
    return { id: signedInAccount(caller).id, office: caller.office, closedAt: IsNull() };
  }
}

/** Locked by its account's row. */
const authenticatorOf = async (tx: Tx, accountId: string): Promise<Authenticator> =>
  (await tx.db.findOneBy(Authenticator, { accountId })) ?? Authenticator.of(accountId);
