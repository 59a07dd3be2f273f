import { Injectable } from '@nestjs/common';
import { messageTo, secondFactorWrong, type SendMessage } from '@pst/contracts';
import { Clock } from '@pst/config';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { IsNull } from 'typeorm';
import { Account } from './domain/account.ts';
import { Authenticator } from './domain/authenticator.ts';
import { newRecoveryCodes, recoveryCodeIn } from './recovery-codes.ts';
import { stepOf } from './domain/totp.ts';
import { personOf } from './sealed-account.ts';
import { RecoveryCodeSchema } from './second-factor.schema.ts';
import { writeAccessLine } from './write-access-line.ts';

type Change = Extract<SendMessage['content'], { template: 'second-factor-changed' }>['change'];

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  /**
   * Does `work` when the code is right. A wrong one is counted although everything else is refused.
   *
   * @throws secondFactorWrong (401), tooManyRequests (429) after five wrong codes
   */
  async behind<Done>(
    caller: Caller,
    accountId: string,
    typed: string,
    work: (tx: Tx, account: Account) => Promise<Done>,
  ): Promise<Done> {
    const outcome = await this.transaction.once(caller, async (tx) => {
      // Locked: of two who bring the same code at once only one is let in.
      const account = await tx.db.findOneOrFail(Account, {
        where: { id: accountId, office: caller.office, closedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      // Answered and not thrown: a refusal must not undo its own count.
      return (await this.isRight(tx, account, typed)) ? { done: await work(tx, account) } : null;
    });
    if (outcome === null) {
      throw secondFactorWrong.error({});
    }
    return outcome.done;
  }

  /** Ten new recovery codes in the place of those before. */
  async renewRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await tx.db.delete(RecoveryCodeSchema, { accountId });
    await tx.db.insert(
      RecoveryCodeSchema,
      codes.map((code) => ({ accountId, codeHash: this.hashOf(code, accountId), usedAt: null })),
    );
    return codes;
  }

  /** The account has no second step any more. */
  async takeOff(tx: Tx, account: Account): Promise<void> {
    account.secondFactorSince = null;
    await tx.db.save(account);
    await this.forget(tx, account.id);
  }

  /** Nothing of it is left. */
  async forget(tx: Tx, accountId: string): Promise<void> {
    await tx.db.delete(Authenticator, { accountId });
    await tx.db.delete(RecoveryCodeSchema, { accountId });
  }

  /** The owner hears of every change, at the address that the account has. */
  async tellOwner(
    tx: Tx,
    account: Account,
    change: Change,
    recoveryCodesLeft: number | null = null,
  ): Promise<void> {
    const { name, email } = personOf(account, this.personal);
    await tx.send(
      messageTo({
        office: account.office,
        to: email,
        language: account.language,
        cause: { kind: 'account', id: account.id },
        content: { template: 'second-factor-changed', name, change, recoveryCodesLeft },
      }),
    );
  }

  private async isRight(tx: Tx, account: Account, typed: string): Promise<boolean> {
    const now = this.clock.now();
    const accountId = account.id;
    const authenticator = await tx.db.findOneByOrFail(Authenticator, { accountId });
    authenticator.refuseWhileResting(now);
    const step = this.freshStep(authenticator, typed, now);
    const right = step !== null || (await this.useRecoveryCode(tx, account, typed, now));
    if (right) {
      authenticator.taken(step);
    } else {
      authenticator.refused(now);
    }
    await tx.db.save(authenticator);
    return right;
  }

  private freshStep(authenticator: Authenticator, typed: string, now: Date): number | null {
    const { accountId, secretSealed } = authenticator;
    const step =
      secretSealed === null
        ? null
        : stepOf(typed, this.personal.open(secretSealed, secretSealedIn(accountId)), now);
    return step !== null && authenticator.isFresh(step) ? step : null;
  }

  private async useRecoveryCode(tx: Tx, account: Account, typed: string, now: Date) {
    const code = recoveryCodeIn(typed);
    if (code === null) {
      return false;
    }
    const accountId = account.id;
    const { affected } = await tx.db.update(
      RecoveryCodeSchema,
      { accountId, codeHash: this.hashOf(code, accountId), usedAt: IsNull() },
      { usedAt: now },
    );
    if (affected === 0) {
      return false;
    }
    const left = await tx.db.countBy(RecoveryCodeSchema, { accountId, usedAt: IsNull() });
    await writeAccessLine(tx, account, {
      action: 'recovery-code-used',
      actorId: accountId,
      at: now,
    });
    await this.tellOwner(tx, account, 'recovery-code-used', left);
    return true;
  }

  /** Keyed, because fifty bits could be tried out by whoever has a copy of the database. */
  private hashOf(code: string, accountId: string): string {
    return this.personal.fingerprint(code, `account.recovery-code|${accountId}`);
  }
}

/** Where the key of an account's authenticator is sealed to. */
export const secretSealedIn = (accountId: string) => `authenticator.secret|${accountId}`;
