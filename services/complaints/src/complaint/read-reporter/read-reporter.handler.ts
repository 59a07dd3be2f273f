import { Controller } from '@nestjs/common';
import {
  listIdentityReads,
  notFound,
  readReporter,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, Transaction, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';
import { IdentityLog } from '../identity-log.ts';
import type { IdentityReadRow } from '../identity-read.schema.ts';

/** Shows who a reporter is, and who saw it. */
@Controller()
export class ReadReporterHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly file: CaseFile,
    private readonly log: IdentityLog,
  ) {}

  /** The line is written in the same transaction: without it nothing is shown. */
  @Answers(readReporter)
  read({ complaintId, reason }: RequestOf<typeof readReporter>, caller: Caller) {
    const { office } = caller;
    const accountId = handlerOf(caller);
    return this.transaction.run(async (tx): Promise<ReplyOf<typeof readReporter>> => {
      const complaint = await tx.db.findOneBy(Complaint, { id: complaintId, office });
      if (complaint === null || !complaint.isVisibleTo(accountId)) {
        throw notFound.error({});
      }
      if (complaint.anonymous || complaint.isSealed) {
        throw notFound.error({});
      }
      const contact = this.file.contactOf(complaint);
      if (contact === null) {
        throw notFound.error({});
      }
      await this.log.write(tx, { office, complaintId, accountId, shown: 'reporter', reason });
      return { contact };
    });
  }

  @Answers(listIdentityReads)
  async list(
    { limit, cursor }: RequestOf<typeof listIdentityReads>,
    caller: Caller,
  ): Promise<ReplyOf<typeof listIdentityReads>> {
    const before = cursor === undefined ? null : readCursor(cursor, z.tuple([z.uuid()]))[0];
    const lines: (IdentityReadRow & { number: string })[] = await this.source.query(
      `select line.id, complaint_id as "complaintId", number, account_id as "accountId", shown, reason, at
       from identity_read as line join complaint on complaint.id = complaint_id
       where line.office = $1 and not ($2 = any (concerns_ids)) and ($3::uuid is null or line.id < $3)
       order by line.id desc limit $4`,
      [caller.office, handlerOf(caller), before, limit + 1],
    );
    const page = lines.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((line) => ({ ...line, at: line.at.toISOString() })),
      nextCursor: lines.length > limit && last ? writeCursor([last.id]) : null,
    };
  }
}
