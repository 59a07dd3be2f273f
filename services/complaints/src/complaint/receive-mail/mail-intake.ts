import { Injectable } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import { messageTo, newId } from '@pst/contracts';
import { MailboxIntake, senderOf, type IncomingMail } from '@pst/mailbox';
import { Config, Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { MoreThan } from 'typeorm';
import { z } from 'zod';
import { Attachments, type BareFile } from '../attachments.ts';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { newWords } from '../domain/new-words.ts';
import { IncomingMailSchema, type IncomingMailRow } from '../incoming-mail.schema.ts';
import { Register } from '../register.ts';

const DAY_MS = 86_400_000;
const LONGEST_SUBJECT = 200;

type Outcome = Pick<IncomingMailRow, 'outcome' | 'complaintId' | 'acknowledged'>;

/** Makes of one mail what it is: a new case, a word in an old one, or nothing at all. */
@Injectable()
export class MailIntake extends MailboxIntake {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly file: CaseFile,
    private readonly register: Register,
    private readonly attachments: Attachments,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: CoreConfig,
  ) {
    super();
  }

  /** Does nothing for a mail that was taken in before, under whatever number of its mailbox. */
  async receive(tx: Tx, mail: IncomingMail, arrivedAt: Date): Promise<void> {
    const fingerprint = this.personal.fingerprint(mail.identity, 'incoming_mail');
    const office = this.profile.office.code;
    if (await tx.db.existsBy(IncomingMailSchema, { office, fingerprint })) {
      return;
    }
    const receivedAt = new Date(Math.min(arrivedAt.getTime(), this.clock.now().getTime()));
    const sender = senderOf(mail, this.profile.standard.complaints.email);
    const outcome: Outcome =
      sender === 'person'
        ? ((await this.carryOn(tx, mail)) ?? (await this.open(tx, mail, receivedAt)))
        : { outcome: sender, complaintId: null, acknowledged: false };
    await this.note(tx, { fingerprint, receivedAt, senderIndex: this.indexOf(mail), ...outcome });
  }

  /** A mail that cannot be taken in is set aside, so that those behind it are. It stays in the mailbox. */
  async setAside(tx: Tx, place: string, arrivedAt: Date): Promise<void> {
    await this.note(tx, {
      fingerprint: place,
      receivedAt: arrivedAt,
      senderIndex: null,
      outcome: 'unreadable',
      complaintId: null,
      acknowledged: false,
    });
  }

  /** Whose answer it is stands in the reply token alone; sender and subject are anybody's to choose. */
  private async carryOn(tx: Tx, mail: IncomingMail): Promise<Outcome | undefined> {
    const complaintId = this.file.caseOfReply(mail.answers);
    if (complaintId === undefined) {
      return undefined;
    }
    const complaint = await tx.db.findOne(Complaint, {
      where: { id: complaintId, office: this.profile.office.code },
      lock: { mode: 'pessimistic_write' },
    });
    if (complaint === null) {
      return undefined;
    }
    const { files, left } = await this.attachments.sift(tx.db, mail.attachments, complaintId);
    const words = bodyOf(left, newWords(mail.text));
    const outcome = await this.register.carryOn(tx, complaint, words);
    if (outcome !== undefined) {
      await this.attach(tx, complaintId, files);
    }
    return outcome ? { outcome, complaintId, acknowledged: false } : undefined;
  }

  private async open(tx: Tx, mail: IncomingMail, receivedAt: Date): Promise<Outcome> {
    const office = this.profile.office.code;
    const { name, address } = mail.from ?? { name: '', address: '' };
    const to = z.email().safeParse(address);
    const { files, left } = await this.attachments.sift(tx.db, mail.attachments);
    const { id, code, pin } = await this.register.enter(
      tx,
      {
        subject: mail.subject.slice(0, LONGEST_SUBJECT) || '(tanpa pokok)',
        body: bodyOf(left, mail.text),
        kind: 'complaint',
        anonymous: false,
        secret: false,
        contact: to.success ? { name, email: to.data } : { name: `${name} ${address}`.trim() },
      },
      { office, language: 'id' },
      { channel: 'email', receivedAt },
    );
    await this.attach(tx, id, files);
    const acknowledged = to.success && (await this.mayAcknowledge(tx, mail));
    if (acknowledged) {
      await tx.send(
        messageTo({
          office,
          to: to.data,
          language: 'id',
          cause: { kind: 'complaint', id },
          answers: this.file.answersTo(id),
          content: {
            template: 'complaint-received',
            code,
            pin,
            initialResponseDays: this.profile.policies.complaints.initialResponseDays,
            link: new URL('/pengaduan/lacak', this.config.PUBLIC_URL).href,
          },
        }),
      );
    }
    return { outcome: 'opened', complaintId: id, acknowledged };
  }

  private async attach(tx: Tx, id: string, files: readonly BareFile[]): Promise<void> {
    for (const file of files) {
      await this.attachments.add(tx, { id, office: this.profile.office.code }, file);
    }
  }

  /** Two programs that answer each other without a sign of it stop here. */
  private async mayAcknowledge(tx: Tx, mail: IncomingMail): Promise<boolean> {
    const sent = await tx.db.countBy(IncomingMailSchema, {
      office: this.profile.office.code,
      senderIndex: this.indexOf(mail) ?? '',
      acknowledged: true,
      receivedAt: MoreThan(new Date(this.clock.now().getTime() - DAY_MS)),
    });
    return sent < this.profile.policies.complaints.acknowledgementsPerAddressAndDay;
  }

  private indexOf({ from }: IncomingMail): string | null {
    return from === undefined
      ? null
      : this.personal.blindIndex(from.address, 'incoming_mail.sender');
  }

  private async note(tx: Tx, row: Omit<IncomingMailRow, 'id' | 'office'>): Promise<void> {
    await tx.db.insert(IncomingMailSchema, {
      id: newId(this.clock.now().getTime()),
      office: this.profile.office.code,
      ...row,
    });
  }
}

/** The words, and which files were not taken and are to be looked at in the mailbox. */
function bodyOf(left: readonly string[], words: string): string {
  const files =
    left.length === 0
      ? []
      : [`[Lampiran di kotak surat kantor / in the office's mailbox: ${left.join(', ')}]`];
  return [words, ...files].filter((part) => part !== '').join('\n\n') || '(kosong)';
}
