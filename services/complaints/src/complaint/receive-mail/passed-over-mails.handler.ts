import { Controller } from '@nestjs/common';
import {
  listPassedOverMails,
  mailboxUnreachable,
  mailGone,
  mailUnreadable,
  notFound,
  passedOverReason,
  takePassedOverMail,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { MailboxReader, readMail, type IncomingMail } from '@pst/mailbox';
import { Answers, Log } from '@pst/messaging';
import { readCursor, Transaction, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';
import { IncomingMailSchema, type IncomingMailRow } from '../incoming-mail.schema.ts';
import { MailIntake } from './mail-intake.ts';

type Taken = ReplyOf<typeof takePassedOverMail>;

/** Mails that opened and continued no case, for a person to judge what the rules could not. */
@Controller()
export class PassedOverMailsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly mailbox: MailboxReader,
    private readonly intake: MailIntake,
    @Log() private readonly log: Logger,
  ) {}

  @Answers(listPassedOverMails)
  async list(
    { limit, cursor }: RequestOf<typeof listPassedOverMails>,
    caller: Caller,
  ): Promise<ReplyOf<typeof listPassedOverMails>> {
    const before = cursor === undefined ? null : readCursor(cursor, z.tuple([z.uuid()]))[0];
    const found = await this.passedOver(caller)
      .andWhere(':before::uuid is null or mail.id < :before', { before })
      .orderBy('mail.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((mail) => this.shown(mail)),
      nextCursor: found.length > limit && last ? writeCursor([last.id]) : null,
    };
  }

  /** The mail is fetched before anything is locked: a mailbox may take its time. */
  @Answers(takePassedOverMail)
  async take(
    { mailId, action }: RequestOf<typeof takePassedOverMail>,
    caller: Caller,
  ): Promise<Taken> {
    const by = handlerOf(caller);
    const row = await this.passedOver(caller).andWhere('mail.id = :mailId', { mailId }).getOne();
    if (row === null) {
      throw notFound.error({});
    }
    const mail = await this.fetch(row);
    return this.transaction.once(caller, async (tx): Promise<Taken> => {
      const asPerson = action === 'take-in';
      const { outcome, complaintId } = await this.intake.takeAgain(tx, row, mail, { asPerson, by });
      const complaint =
        complaintId === null ? null : await tx.db.findOneBy(Complaint, { id: complaintId });
      const isShown = complaint?.isVisibleTo(by) && !passedOverReason.safeParse(outcome).success;
      return { outcome, complaintId: isShown ? complaintId : null };
    });
  }

  /** What was passed over, as far as it is not in a case that the handler may not see. */
  private passedOver(caller: Caller) {
    return (
      this.source
        .getRepository(IncomingMailSchema)
        .createQueryBuilder('mail')
        .where('mail.office = :office', { office: caller.office })
        .andWhere('mail.outcome in (:...reasons)', { reasons: passedOverReason.options })
        // As `Complaint.isVisibleTo` says; what went to a whistle-blowing system nobody reads.
        .andWhere(
          `not exists (select from complaint where id = mail.complaintId and (
           :me = any (concerns_ids)
           or (class = 'supervisory' and entrusted_ids <> '{}' and not (:me = any (entrusted_ids)))
           or handed_over ->> 'to' = 'whistle-blowing-system'))`,
          { me: handlerOf(caller) },
        )
    );
  }

  private shown(mail: IncomingMailRow) {
    const { id, outcome, uid, fingerprint, receivedAt } = mail;
    const { from = null, subject = null } = this.intake.headOf(mail) ?? {};
    return {
      id,
      receivedAt: receivedAt.toISOString(),
      reason: passedOverReason.parse(outcome),
      uid: uid === null ? null : Number(uid),
      fingerprint: outcome === 'unreadable' ? null : fingerprint.slice(0, 12),
      from,
      subject,
    };
  }

  private async fetch(row: IncomingMailRow): Promise<IncomingMail> {
    const { mailbox, uidValidity: validity, uid } = row;
    if (mailbox === null || validity === null || uid === null) {
      throw mailGone.error({});
    }
    const source = await this.mailbox
      .read({ mailbox, validity, uid: Number(uid) })
      .catch((error: unknown) => {
        this.log.warn(describeError(error), 'a passed-over mail could not be fetched');
        throw mailboxUnreachable.error({});
      });
    if (source === undefined) {
      throw mailGone.error({});
    }
    const mail = await readMail(source).catch((error: unknown) => {
      this.log.warn(describeError(error), 'a passed-over mail could not be read');
      throw mailUnreadable.error({});
    });
    if (row.outcome !== 'unreadable' && this.intake.fingerprintOf(mail) !== row.fingerprint) {
      throw mailGone.error({});
    }
    return mail;
  }
}
