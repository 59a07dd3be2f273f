import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  accountRolesChanged,
  createStaffAccount,
  listAccounts,
  listColleagues,
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
import { openStaffAccount } from '../open-staff-account.ts';
import { otherAdmins } from '../other-admins.ts';
import { accountView } from '../sealed-account.ts';

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

  @Answers(listColleagues)
  async colleagues(_: RequestOf<typeof listColleagues>, { office }: Caller) {
    const accounts = await this.source
      .getRepository(Account)
      .createQueryBuilder('account')
      .where(`account.office = :office and account.closedAt is null`, { office })
      .andWhere(`account.roles <> '{}' and account.roles <> '{patron}'`)
      .getMany();
    const items = accounts.map((account) => {
      const { id, name, roles } = accountView(account, this.personal);
      return { id, name, roles };
    });
    return { items: items.toSorted((one, other) => one.name.localeCompare(other.name)) };
  }

  @Answers(createStaffAccount)
  create(command: RequestOf<typeof createStaffAccount>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const account = await openStaffAccount(tx, command, {
        office: caller.office,
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
