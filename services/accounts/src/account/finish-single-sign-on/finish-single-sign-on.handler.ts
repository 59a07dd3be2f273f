import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  accountRolesChanged,
  accountVerified,
  finishSingleSignOn,
  identityNotLinked,
  identityTaken,
  linkExpired,
  noRoleHere,
  singleSignOnFailed,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { hashToken, PersonalData, type Caller } from '@pst/security';
import { IsNull } from 'typeorm';
import { z } from 'zod';
import { beginSession } from '../begin-session.ts';
import { Account } from '../domain/account.ts';
import { refuseLosingLastAdmin } from '../domain/last-admin.ts';
import { Session } from '../domain/session.ts';
import { SingleUseLink } from '../domain/single-use-link.ts';
import { Issuer, type Vouched } from '../issuer.ts';
import { otherAdmins } from '../other-admins.ts';
import { secretsSealedIn } from '../sealed-account.ts';
import {
  LinkedIdentitySchema,
  SingleSignOnAttemptSchema,
  type SingleSignOnAttempt,
} from '../single-sign-on.schema.ts';
import { writeAccessLine } from '../write-access-line.ts';

const secrets = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** The browser is back from the issuer: who is it, and may they work here? */
@Controller()
export class FinishSingleSignOnHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly issuer: Issuer,
  ) {}

  @Answers(finishSingleSignOn)
  async handle({ attempt, ...answer }: RequestOf<typeof finishSingleSignOn>, caller: Caller) {
    const begun = await this.useUp(answer.state, attempt, caller.office);
    const sealed = this.personal.open(begun.secretsSealed, secretsSealedIn(begun.stateHash));
    const vouched = await this.issuer.identify(
      Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)),
      secrets.parse(JSON.parse(sealed)),
    );
    if (vouched.roles.length === 0) {
      throw noRoleHere.error({});
    }
    const now = this.clock.now();
    return this.transaction.run(async (tx) => {
      const account = await this.accountOf(tx, vouched, begun, now);
      await this.follow(tx, account, vouched, now);
      return beginSession(tx, account, {
        client: 'browser',
        now,
        personal: this.personal,
        issuerSession: vouched.issuerSession,
      });
    });
  }

  /** Before the issuer is asked: an attempt is used up even when it fails. */
  private useUp(state: string, attempt: string, office: string): Promise<SingleSignOnAttempt> {
    return this.transaction.run(async (tx) => {
      const now = this.clock.now();
      const where = { stateHash: hashToken(state), attemptHash: hashToken(attempt), office };
      const begun = await tx.db.findOne(SingleSignOnAttemptSchema, {
        where: { ...where, usedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (begun === null || now >= begun.expiresAt) {
        throw singleSignOnFailed.error({});
      }
      await tx.db.update(SingleSignOnAttemptSchema, where, { usedAt: now });
      return begun;
    });
  }

  private async accountOf(
    tx: Tx,
    { identity }: Vouched,
    begun: SingleSignOnAttempt,
    now: Date,
  ): Promise<Account> {
    const { office } = begun;
    const linked = await tx.db.findOneBy(LinkedIdentitySchema, { office, identity });
    const wanted = begun.linksAccountId ?? (await this.invited(tx, begun, now));
    if (linked !== null && wanted !== null && wanted !== linked.accountId) {
      throw identityTaken.error({});
    }
    const accountId = linked?.accountId ?? wanted;
    const account =
      accountId &&
      (await tx.db.findOne(Account, {
        where: { id: accountId, office, closedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      }));
    if (!account) {
      throw identityNotLinked.error({});
    }
    if (linked === null) {
      await this.link(tx, account, identity, now);
    }
    return account;
  }

  /** Whose invitation this completes; it is used up by it, as by choosing a password. */
  private async invited(tx: Tx, begun: SingleSignOnAttempt, now: Date): Promise<string | null> {
    if (begun.invitationHash === null) {
      return null;
    }
    const link = await tx.db.findOne(SingleUseLink, {
      where: { secretHash: begun.invitationHash },
      lock: { mode: 'pessimistic_write' },
    });
    const account =
      link && (await tx.db.findOneBy(Account, { id: link.accountId, office: begun.office }));
    if (!account) {
      throw linkExpired.error({});
    }
    link.use(['invitation'], account.emailIndex, now);
    await tx.db.save(link);
    return account.id;
  }

  /** From now on the issuer decides alone: the password is good for nothing, and what it opened ends. */
  private async link(tx: Tx, account: Account, identity: string, now: Date): Promise<void> {
    const { id: accountId, office } = account;
    if (account.singleSignOnSince !== null) {
      throw identityTaken.error({});
    }
    await tx.db.insert(LinkedIdentitySchema, { office, identity, accountId });
    const first = !account.isVerified;
    account.verify(now);
    account.linked(now);
    await tx.db.save(account);
    await tx.db.update(Session, { accountId, endedAt: IsNull() }, { endedAt: now });
    await writeAccessLine(tx, account, {
      action: 'single-sign-on-linked',
      actorId: accountId,
      at: now,
    });
    if (first) {
      await tx.publish(
        accountVerified.create({ accountId }, { office, about: accountId, at: now }),
      );
    }
  }

  /** The roles are the issuer's word of today, by the office's table. */
  private async follow(tx: Tx, account: Account, { roles }: Vouched, now: Date): Promise<void> {
    const { id: accountId, office } = account;
    const next = [...roles];
    if (next.toSorted().join() === account.roles.toSorted().join()) {
      return;
    }
    refuseLosingLastAdmin(account.roles, next, await otherAdmins(tx, office, accountId));
    account.roles = next;
    await tx.db.save(account);
    await tx.publish(
      accountRolesChanged.create({ accountId, roles: next }, { office, about: accountId, at: now }),
    );
  }
}
