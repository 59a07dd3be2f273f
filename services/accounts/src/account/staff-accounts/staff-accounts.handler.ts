import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  accountExists,
  accountRegistered,
  accountRolesChanged,
  createStaffAccount,
  listAccounts,
  newId,
  notFound,
  putRoles,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Config } from '@pst/messaging';
import { readCursor, Transaction, writeCursor } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { DataSource, IsNull } from 'typeorm';
import { z } from 'zod';
import { Account } from '../domain/account.ts';
import { refuseLosingLastAdmin } from '../domain/last-admin.ts';
import { mailLink } from '../mail-link.ts';
import { otherAdmins } from '../other-admins.ts';
import { accountView, emailIndexOf, sealedIn } from '../sealed-account.ts';

/** The administrator's view: who has an account, and what each may do. */
@Controller()
export class StaffAccountsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Config() private readonly config: CoreConfig,
  ) {}

  @Answers(listAccounts)
  async list(query: RequestOf<typeof listAccounts>, caller: Caller) {
    const found = this.source
      .getRepository(Account)
      .createQueryBuilder('account')
      .where('account.office = :office and account.closedAt is null', { office: caller.office })
      .orderBy('account.id', 'DESC')
      .limit(query.limit + 1);
    if (query.role !== undefined) {
      found.andWhere(':role = any(account.roles)', { role: query.role });
    }
    if (query.cursor !== undefined) {
      const [id] = readCursor(query.cursor, z.tuple([z.uuid()]));
      found.andWhere('account.id < :id', { id });
    }
    const accounts = await found.getMany();
    const page = accounts.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map((account) => accountView(account, this.personal)),
      nextCursor: accounts.length > query.limit && last ? writeCursor([last.id]) : null,
    };
  }

  @Answers(createStaffAccount)
  create(command: RequestOf<typeof createStaffAccount>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const { office } = caller;
      const emailIndex = emailIndexOf(this.personal, command.email);
      await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [emailIndex]);
      if (await tx.db.existsBy(Account, { office, emailIndex })) {
        throw accountExists.error({});
      }
      const id = newId(now.getTime());
      const account = Account.opened({
        id,
        office,
        nameSealed: this.personal.seal(command.name, sealedIn('name', id)),
        emailSealed: this.personal.seal(command.email, sealedIn('email', id)),
        emailIndex,
        language: caller.language,
        roles: command.roles,
        passwordHash: null,
        createdAt: now,
      });
      await tx.db.insert(Account, account);
      const about = { office, about: id, at: now };
      await tx.publish(accountRegistered.create({ accountId: id }, about));
      await tx.publish(accountRolesChanged.create({ accountId: id, roles: command.roles }, about));
      await mailLink(tx, account, {
        purpose: 'invitation',
        language: caller.language,
        now,
        publicUrl: this.config.PUBLIC_URL,
        personal: this.personal,
      });
      return accountView(account, this.personal);
    });
  }

  @Answers(putRoles)
  putRoles(command: RequestOf<typeof putRoles>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const { office } = caller;
      const admins = await otherAdmins(tx, office, command.accountId);
      const account = await tx.db.findOne(Account, {
        where: { id: command.accountId, office, closedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (account === null) {
        throw notFound.error({});
      }
      const roles = [...new Set(command.roles)];
      refuseLosingLastAdmin(account.roles, roles, admins);
      account.roles = roles;
      await tx.db.save(account);
      await tx.publish(
        accountRolesChanged.create(
          { accountId: account.id, roles },
          { office, about: account.id, at: this.clock.now() },
        ),
      );
      return accountView(account, this.personal);
    });
  }
}
