import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  newId,
  notFound,
  redacted,
  type ReplyOf,
  type readComplaint,
  type readComplaintThread,
  type readReporter,
} from '@pst/contracts';
import { Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData, sameSecret } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { In, type EntityManager } from 'typeorm';
import { AnswerMailSchema } from './answer-mail.schema.ts';
import { Attachments } from './attachments.ts';
import { ComplaintMessageSchema, type ComplaintMessageRow } from './complaint.schema.ts';
import { Complaint, type Rules } from './domain/complaint.ts';
import { WhatsappTalk } from './whatsapp-talk.ts';

type DeskView = ReplyOf<typeof readComplaint>;
type ThreadView = ReplyOf<typeof readComplaintThread>;
type Delivery = ThreadView['messages'][number]['delivery'];
type Contact = ReplyOf<typeof readReporter>['contact'];

/** Where a case's texts are sealed to: each opens in its own row and column only. */
const sealedIn = (column: 'subject' | 'subject_original' | 'contact', complaintId: string) =>
  `complaint.${column}|${complaintId}`;
const bodySealedIn = (messageId: string) => `complaint_message.body|${messageId}`;
const originalSealedIn = (messageId: string) => `complaint_message.original|${messageId}`;

/** `<id of the mail>.<id of the case>.<signature, 132 bits>@`: see the reply token of a message. */
const REPLY_TOKEN = /\.(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?<word>[\w-]{22})@/;

/** What stands in a case: its texts, sealed, and how the reporter and the office see them. */
@Injectable()
export class CaseFile {
  constructor(
    private readonly personal: PersonalData,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly talk: WhatsappTalk,
    private readonly attachments: Attachments,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** The office's days and calendar. */
  get rules(): Rules {
    return { policy: this.profile.policies.complaints, time: this.time };
  }

  sealSubject(complaintId: string, subject: string): string {
    return this.personal.seal(subject, sealedIn('subject', complaintId));
  }

  sealContact(complaintId: string, contact: object | undefined): string | null {
    const given = Object.entries(contact ?? {}).filter(([, value]) => value !== '');
    return given.length === 0
      ? null
      : this.personal.seal(
          JSON.stringify(Object.fromEntries(given)),
          sealedIn('contact', complaintId),
        );
  }

  /** A keyed hash of code and PIN: six digits alone would be guessed from any other hash. */
  pinIndex(code: string, pin: string): string {
    return this.personal.blindIndex(`${code}|${pin}`, 'complaint.pin');
  }

  /** What makes an answer to a mail of ours part of its case: our word for it in the Message-ID. */
  answersTo(complaintId: string) {
    const token = `${complaintId}.${this.replySignature(complaintId)}`;
    return { to: this.profile.standard.complaints.email, token };
  }

  /** The case whose mail these Message-IDs name, if the word in one of them is ours. */
  caseOfReply(messageIds: readonly string[]): string | undefined {
    return messageIds
      .map((messageId) => REPLY_TOKEN.exec(messageId)?.groups)
      .find(
        (said) => said && sameSecret(this.replySignature(said['id'] ?? ''), said['word'] ?? ''),
      )?.['id'];
  }

  private replySignature(complaintId: string): string {
    return this.personal.fingerprint(complaintId, 'complaint.reply').slice(0, 22);
  }

  contactOf(complaint: Complaint): Contact | null {
    return complaint.contactSealed === null
      ? null
      : (JSON.parse(
          this.personal.open(complaint.contactSealed, sealedIn('contact', complaint.id)),
        ) as Contact); // sealed by us from the parsed request
  }

  async write(
    tx: Tx,
    complaint: Complaint,
    message: Pick<ComplaintMessageRow, 'from' | 'kind' | 'authorId'> & { body: string },
  ) {
    const at = this.clock.now();
    const { body, ...about } = message;
    // The case's row is locked by the caller, so the next place in the thread is free.
    const before = await tx.db.countBy(ComplaintMessageSchema, { complaintId: complaint.id });
    const row: ComplaintMessageRow = {
      id: newId(at.getTime()),
      position: before + 1,
      office: complaint.office,
      complaintId: complaint.id,
      ...about,
      bodySealed: '',
      originalSealed: null,
      at,
    };
    await tx.db.insert(ComplaintMessageSchema, {
      ...row,
      bodySealed: this.personal.seal(body, bodySealedIn(row.id)),
    });
    return {
      id: row.id,
      from: row.from,
      kind: row.kind,
      body,
      redacted: false,
      at: at.toISOString(),
    };
  }

  /** What anybody with the code may see. */
  status(complaint: Complaint) {
    return {
      code: complaint.code,
      kind: complaint.kind,
      class: complaint.class,
      state: complaint.state,
      channel: complaint.channel,
      receivedAt: complaint.receivedAt.toISOString(),
      closedAt: complaint.closedAt?.toISOString() ?? null,
      erasedAt: complaint.erasedAt?.toISOString() ?? null,
      canReopen: complaint.canReopen(this.clock.now()),
      deadlines: complaint.deadlines.map(({ deadline, dueAt, outcome }) => ({
        deadline,
        dueAt,
        outcome,
      })),
      escalation: this.escalationOf(complaint),
    };
  }

  private escalationOf({ overdue }: Complaint) {
    const { name, link } = this.profile.policies.complaints.escalation;
    return overdue ? { name, link } : null;
  }

  /** What the reporter sees with the PIN. */
  async thread(db: EntityManager, complaint: Complaint): Promise<ThreadView> {
    const messages = await this.messagesOf(db, complaint);
    return {
      ...this.status(complaint),
      subject: this.subjectOf(complaint),
      messages: messages.filter(({ kind }) => kind !== 'note'),
      attachments: await this.attachments.of(db, complaint.id),
      rating: complaint.rating,
      handedOver: complaint.handedOver,
    };
  }

  summary(complaint: Complaint) {
    return {
      id: complaint.id,
      number: complaint.number,
      ...this.status(complaint),
      subject: complaint.isSealed ? '' : this.subjectOf(complaint),
      subjectRedacted: complaint.subjectOriginalSealed !== null,
      anonymous: complaint.anonymous,
      handedOver: complaint.handedOver,
      contactLeft: complaint.contactSealed !== null && !complaint.anonymous && !complaint.isSealed,
      secret: complaint.secret,
      assigneeId: complaint.assigneeId,
      concernsIds: complaint.concernsIds,
      entrustedIds: complaint.entrustedIds,
      overdue: complaint.overdue,
      transcript: this.transcriptOf(complaint),
    };
  }

  wordsOf({ id, bodySealed }: ComplaintMessageRow): string {
    return this.personal.open(bodySealed, bodySealedIn(id));
  }

  private transcriptOf(complaint: Complaint) {
    const { transcribedBy: byId, checkedBy: checkedById, checkedAt } = complaint;
    return byId === null
      ? null
      : {
          byId,
          checkedById,
          checkedAt: checkedAt?.toISOString() ?? null,
          awaitsCheck: complaint.awaitsCheck(this.rules),
        };
  }

  /** The report as it should read. How it read before stays, as a note between handlers. */
  async correctReport(
    tx: Tx,
    complaint: Complaint,
    { subject, body }: { subject: string; body: string },
    authorId: string,
  ): Promise<void> {
    const report = await tx.db.findOneByOrFail(ComplaintMessageSchema, {
      complaintId: complaint.id,
      position: 1,
    });
    const before = {
      subject: this.subjectOf(complaint),
      body: this.wordsOf(report),
    };
    if (before.subject === subject && before.body === body) {
      return;
    }
    complaint.subjectSealed = this.sealSubject(complaint.id, subject);
    complaint.subjectOriginalSealed = null;
    await tx.db.update(
      ComplaintMessageSchema,
      { id: report.id },
      { bodySealed: this.personal.seal(body, bodySealedIn(report.id)), originalSealed: null },
    );
    await this.write(tx, complaint, {
      from: 'office',
      kind: 'note',
      body: `Salinan sebelum dicocokkan / Transcript before it was checked:\n${before.subject}\n\n${before.body}`,
      authorId,
    });
  }

  /**
   * Takes words out of a word of the thread, or of the subject. What it said at first stays, sealed to a
   * place of its own, however often it is redacted.
   */
  async redact(
    tx: Tx,
    complaint: Complaint,
    { messageId, hide }: { messageId: string | null; hide: readonly string[] },
  ): Promise<void> {
    if (messageId === null) {
      const subject = this.subjectOf(complaint);
      const left = redacted(subject, hide);
      complaint.subjectOriginalSealed ??= this.personal.seal(
        subject,
        sealedIn('subject_original', complaint.id),
      );
      complaint.subjectSealed = this.sealSubject(complaint.id, left);
      return;
    }
    const row = await this.wordOf(tx, complaint, messageId);
    const words = this.wordsOf(row);
    const left = redacted(words, hide);
    await tx.db.update(
      ComplaintMessageSchema,
      { id: row.id },
      {
        bodySealed: this.personal.seal(left, bodySealedIn(row.id)),
        originalSealed: row.originalSealed ?? this.personal.seal(words, originalSealedIn(row.id)),
      },
    );
  }

  /** What a text said before words were taken out of it; undefined when none were. */
  async originalOf(
    tx: Tx,
    complaint: Complaint,
    messageId: string | null,
  ): Promise<string | undefined> {
    if (messageId === null) {
      const { id, subjectOriginalSealed: sealed } = complaint;
      return sealed === null
        ? undefined
        : this.personal.open(sealed, sealedIn('subject_original', id));
    }
    const { id, originalSealed } = await this.wordOf(tx, complaint, messageId);
    return originalSealed === null
      ? undefined
      : this.personal.open(originalSealed, originalSealedIn(id));
  }

  private async wordOf(tx: Tx, { id: complaintId }: Complaint, messageId: string) {
    const row = await tx.db.findOneBy(ComplaintMessageSchema, { id: messageId, complaintId });
    if (row === null) {
      throw notFound.error({});
    }
    return row;
  }

  /** What handler `by` sees; of somebody who wants to stay unknown, nothing of the person. */
  async desk(db: EntityManager, complaint: Complaint, by: string): Promise<DeskView> {
    const messages = complaint.isSealed ? [] : await this.messagesOf(db, complaint);
    return {
      ...this.summary(complaint),
      body: messages[0]?.body ?? '',
      messages,
      attachments: complaint.isSealed ? [] : await this.attachments.of(db, complaint.id),
      whatsapp: await this.talk.outlook(db, complaint.id),
      ...(await this.linksOf(db, complaint, by)),
    };
  }

  /** The cases it is merged with; one that `by` may not see is not hinted at. */
  private async linksOf(db: EntityManager, { id, mergedInto }: Complaint, by: string) {
    const linked = await db.find(Complaint, {
      where: [{ mergedInto: id }, ...(mergedInto === null ? [] : [{ id: mergedInto }])],
      order: { id: 'ASC' },
    });
    const seen = linked
      .filter((one) => one.isVisibleTo(by) && !one.isSealed)
      .map((one) => ({
        id: one.id,
        number: one.number,
        subject: this.subjectOf(one),
        channel: one.channel,
        state: one.state,
      }));
    return {
      lead: seen.find((one) => one.id === mergedInto) ?? null,
      members: seen.filter((one) => one.id !== mergedInto),
    };
  }

  subjectOf(complaint: Complaint): string {
    const { id, subjectSealed } = complaint;
    return subjectSealed === null ? '' : this.personal.open(subjectSealed, sealedIn('subject', id));
  }

  private async messagesOf(db: EntityManager, { id }: Complaint): Promise<ThreadView['messages']> {
    const rows = await db.find(ComplaintMessageSchema, {
      where: { complaintId: id },
      order: { position: 'ASC' },
    });
    const ids = rows.map((row) => row.id);
    const mails = await db.findBy(AnswerMailSchema, { messageId: In(ids) });
    const deliveries = new Map<string | null, NonNullable<Delivery>>([
      ...(await this.talk.deliveries(db, ids)),
      ...mails.map(({ messageId, state }) => [messageId, state] as const),
    ]);
    return rows.map((row) => ({
      id: row.id,
      from: row.from,
      kind: row.kind,
      body: this.wordsOf(row),
      redacted: row.originalSealed !== null,
      at: row.at.toISOString(),
      delivery: deliveries.get(row.id) ?? null,
    }));
  }
}
