import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { notFound, ownSecondFactor, resetSecondFactor, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { IsNull } from 'typeorm';
import { Account } from '../domain/account.ts';
import { Session } from '../domain/session.ts';
import { accountView } from '../sealed-account.ts';
import { SecondStep } from '../second-step.ts';
import { signedInAccount } from '../signed-in-account.ts';
import { writeAccessLine } from '../write-access-line.ts';

/** An administrator lets a colleague in again who lost phone and recovery codes; never themselves. */
@Controller()
export class ResetSecondFactorHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly secondStep: SecondStep,
  ) {}

  @Answers(resetSecondFactor)
  handle({ accountId, reason }: RequestOf<typeof resetSecondFactor>, caller: Caller) {
    const now = this.clock.now();
    const { id: actorId } = signedInAccount(caller);
    if (accountId === actorId) {
      throw ownSecondFactor.error({});
    }
    return this.transaction.once(caller, async (tx) => {
      const account = await tx.db.findOne(Account, {
        where: { id: accountId, office: caller.office, closedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (account === null || account.secondFactorSince === null) {
        throw notFound.error({});
      }
      await this.secondStep.takeOff(tx, account);
      await tx.db.update(Session, { accountId, endedAt: IsNull() }, { endedAt: now });
      await writeAccessLine(tx, account, {
        action: 'second-factor-reset',
        actorId,
        at: now,
        reason,
      });
      await this.secondStep.tellOwner(tx, account, 'reset');
      return accountView(account, this.personal);
    });
  }
}
