import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId, type ReplyOf, type readComplaint, type readComplaintThread } from '@pst/contracts';
import { Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import type { EntityManager } from 'typeorm';
import { ComplaintMessageSchema, type ComplaintMessageRow } from './complaint.schema.ts';
import type { Complaint, Rules } from './domain/complaint.ts';

type DeskView = ReplyOf<typeof readComplaint>;
type ThreadView = ReplyOf<typeof readComplaintThread>;
type Contact = NonNullable<DeskView['contact']>;

/** Where a case's texts are sealed to: each opens in its own row and column only. */
const sealedIn = (column: 'subject' | 'contact', complaintId: string) =>
  `complaint.${column}|${complaintId}`;
const bodySealedIn = (messageId: string) => `complaint_message.body|${messageId}`;

/** What stands in a case: its texts, sealed, and how the reporter and the office see them. */
@Injectable()
export class CaseFile {
  constructor(
    private readonly personal: PersonalData,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
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
      at,
    };
    await tx.db.insert(ComplaintMessageSchema, {
      ...row,
      bodySealed: this.personal.seal(body, bodySealedIn(row.id)),
    });
    return { id: row.id, from: row.from, kind: row.kind, body, at: at.toISOString() };
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
      canReopen: complaint.canReopen(this.clock.now()),
      deadlines: complaint.deadlines.map(({ deadline, dueAt, outcome }) => ({
        deadline,
        dueAt,
        outcome,
      })),
    };
  }

  /** What the reporter sees with the PIN. */
  async thread(db: EntityManager, complaint: Complaint): Promise<ThreadView> {
    return {
      ...this.status(complaint),
      subject: this.subjectOf(complaint),
      messages: await this.messagesOf(db, complaint),
      rating: complaint.rating,
    };
  }

  summary(complaint: Complaint) {
    return {
      id: complaint.id,
      number: complaint.number,
      ...this.status(complaint),
      subject: this.subjectOf(complaint),
      anonymous: complaint.anonymous,
      secret: complaint.secret,
      assigneeId: complaint.assigneeId,
      overdue: complaint.overdue,
    };
  }

  /** What the handlers see; of somebody who wants to stay unknown, nothing of the person. */
  async desk(db: EntityManager, complaint: Complaint): Promise<DeskView> {
    const messages = await this.messagesOf(db, complaint);
    return {
      ...this.summary(complaint),
      body: messages[0]?.body ?? '',
      contact: complaint.anonymous ? null : this.contactOf(complaint),
      messages,
    };
  }

  private subjectOf(complaint: Complaint): string {
    return this.personal.open(complaint.subjectSealed, sealedIn('subject', complaint.id));
  }

  private async messagesOf(db: EntityManager, { id }: Complaint): Promise<ThreadView['messages']> {
    const rows = await db.find(ComplaintMessageSchema, {
      where: { complaintId: id },
      order: { position: 'ASC' },
    });
    return rows.map((row) => ({
      id: row.id,
      from: row.from,
      kind: row.kind,
      body: this.personal.open(row.bodySealed, bodySealedIn(row.id)),
      at: row.at.toISOString(),
    }));
  }
}
