import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  complaintClassified,
  complaintClosed,
  complaintHandedOver,
  complaintNotInState,
  complaintReplied,
  handleComplaint,
  messageTo,
  notFound,
  readComplaint,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Config } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { AnswerMailSchema } from '../answer-mail.schema.ts';
import { CaseFile } from '../case-file.ts';
import { Complaint, isShared } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';
import { WhatsappTalk } from '../whatsapp-talk.ts';

type Command = RequestOf<typeof handleComplaint>;

/** What the office does with a case, one action at a time. */
@Controller()
export class HandleComplaintHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly file: CaseFile,
    private readonly talk: WhatsappTalk,
    @Config() private readonly config: CoreConfig,
  ) {}

  @Answers(readComplaint)
  async read({ complaintId }: RequestOf<typeof readComplaint>, caller: Caller) {
    const complaint = await this.source
      .getRepository(Complaint)
      .findOneBy({ id: complaintId, office: caller.office });
    const by = handlerOf(caller);
    if (complaint === null || !complaint.isVisibleTo(by)) {
      throw notFound.error({});
    }
    return this.file.desk(this.source.manager, complaint, by);
  }

  @Answers(handleComplaint)
  handle(command: Command, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const complaint = await tx.db.findOne(Complaint, {
        where: { id: command.complaintId, office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      const authorId = handlerOf(caller);
      if (complaint === null || !complaint.isVisibleTo(authorId)) {
        throw notFound.error({});
      }
      if (complaint.erasedAt !== null) {
        throw complaintNotInState.error({ state: complaint.state, action: command.action });
      }
      await this.carryOut(tx, complaint, command, authorId);
      await tx.db.save(complaint);
      const members = await this.membersOf(tx, complaint, command.action);
      await this.carryPeople(tx, complaint, members, command, authorId);
      await this.shareWithMembers(tx, complaint, members, command, authorId);
      return this.file.desk(tx.db, complaint, authorId);
    });
  }

  /** The cases merged into this one, when what is done is about them as well. */
  private async membersOf(
    tx: Tx,
    { id, office }: Complaint,
    action: Command['action'],
  ): Promise<Complaint[]> {
    return action === 'note'
      ? []
      : tx.db.find(Complaint, {
          where: { mergedInto: id, office },
          order: { id: 'ASC' },
          lock: { mode: 'pessimistic_write' },
        });
  }

  /**
   * Whom a lead is about, and who handles it, holds for its members as well (ADR 32). A lead that nobody in
   * the office reads any more lets them go.
   */
  private async carryPeople(
    tx: Tx,
    lead: Complaint,
    members: readonly Complaint[],
    { action }: Command,
    authorId: string,
  ): Promise<void> {
    for (const member of members) {
      if (action === 'concern') {
        // Also where the handler sees nothing: it takes from others, and shows nobody anything.
        member.keepFrom(lead.concernsIds);
      } else if ((action === 'assign' || action === 'entrust') && member.isVisibleTo(authorId)) {
        member.followPeopleOf(lead);
      } else if (action === 'hand-over' && lead.isSealed) {
        member.unmerge();
        await this.file.write(tx, member, {
          from: 'office',
          kind: 'note',
          body: 'Gabungan berakhir: laporan induk tidak lagi ditangani di sini / No longer merged: the lead is not handled here any more',
          authorId,
        });
      } else {
        continue;
      }
      await tx.db.save(member);
    }
  }

  /**
   * What was decided and answered here holds for the cases merged into this one: each in its own thread, by
   * its own channel. One that is closed, not as far, or not for the handler to see is left as it is.
   */
  private async shareWithMembers(
    tx: Tx,
    { class: group, kind }: Complaint,
    members: readonly Complaint[],
    command: Command,
    authorId: string,
  ): Promise<void> {
    const { action } = command;
    if (!isShared(action)) {
      return;
    }
    for (const member of members.filter((one) => one.isVisibleTo(authorId))) {
      if (action !== 'classify' && member.state === 'received' && group !== null) {
        const classify = {
          complaintId: member.id,
          action: 'classify',
          class: group,
          kind,
        } as const;
        await this.carryOut(tx, member, classify, authorId);
      }
      if (member.canShare(action)) {
        await this.carryOut(tx, member, command, authorId);
      }
      await tx.db.save(member);
    }
  }

  private async carryOut(
    tx: Tx,
    complaint: Complaint,
    command: Command,
    authorId: string,
  ): Promise<void> {
    const now = this.clock.now();
    const { rules } = this.file;
    const about = { office: complaint.office, about: complaint.id, at: now };
    const complaintId = complaint.id;
    switch (command.action) {
      case 'classify': {
        const onTime = complaint.classify(
          { class: command.class, kind: command.kind },
          authorId,
          now,
          rules,
        );
        await tx.publish(
          complaintClassified.create(
            {
              complaintId,
              class: command.class,
              kind: complaint.kind,
              classifiedAt: now.toISOString(),
              onTime,
            },
            about,
          ),
        );
        break;
      }
      case 'assign':
        complaint.assign(command.assigneeId);
        break;
      case 'initial-response':
      case 'substantive-response': {
        const initial = command.action === 'initial-response';
        const onTime = initial
          ? complaint.respondInitially(command.waitForReporter, now, rules)
          : complaint.respondInSubstance(now, rules);
        const answer = await this.file.write(tx, complaint, {
          from: 'office',
          kind: command.action,
          body: command.body,
          authorId,
        });
        await tx.publish(
          complaintReplied.create(
            {
              complaintId,
              stage: initial ? 'initial' : 'substantive',
              repliedAt: now.toISOString(),
              onTime,
            },
            about,
          ),
        );
        await this.tellReporter(tx, complaint, answer);
        break;
      }
      case 'note':
        await this.file.write(tx, complaint, {
          from: 'office',
          kind: 'note',
          body: command.body,
          authorId,
        });
        break;
      case 'concern':
        complaint.concern(command.accountIds);
        break;
      case 'entrust':
        complaint.entrust(command.accountIds);
        break;
      case 'hand-over': {
        const { to, number, receiptHash } = command;
        complaint.handOver({ to, number, receiptHash }, now);
        const handedOverAt = now.toISOString();
        await tx.publish(complaintHandedOver.create({ complaintId, to, handedOverAt }, about));
        if (complaint.isSealed) {
          const closed = { complaintId, closedAt: handedOverAt, by: 'office' } as const;
          await tx.publish(complaintClosed.create(closed, about));
        }
        break;
      }
      case 'close':
        complaint.close(now, rules);
        await tx.publish(
          complaintClosed.create({ complaintId, closedAt: now.toISOString(), by: 'office' }, about),
        );
        break;
    }
  }

  /**
   * By the way the reporter came. A mail says that there is an answer and where, as the answer itself needs
   * the PIN; who wrote by e-mail or WhatsApp chose it as the way, and gets the answer there.
   */
  private async tellReporter(
    tx: Tx,
    complaint: Complaint,
    answer: { readonly id: string; readonly body: string },
  ): Promise<void> {
    if (await this.talk.isWith(tx.db, complaint.id)) {
      await this.talk.say(tx, complaint.id, answer.body, answer.id);
      return;
    }
    const email = this.file.contactOf(complaint)?.email;
    if (email === undefined) {
      return;
    }
    const { office, language, code, channel } = complaint;
    await tx.db.insert(AnswerMailSchema, { messageId: answer.id, office, state: 'pending' });
    await tx.send(
      messageTo({
        office,
        to: email,
        language,
        cause: { kind: 'complaint-answer', id: answer.id },
        answers: this.file.answersTo(complaint.id),
        content: {
          template: 'complaint-answered',
          code,
          answer: channel === 'email' ? answer.body : null,
          link: new URL('/pengaduan/lacak', this.config.PUBLIC_URL).href,
        },
      }),
    );
  }
}
