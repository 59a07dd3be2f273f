import { Injectable } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import { messageTo, newId } from '@pst/contracts';
import {
  MailboxIntake,
  senderOf,
  type IncomingMail,
  type MailPlace,
  type MailSender,
} from '@pst/mailbox';
import { Config, Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { MoreThan, Not } from 'typeorm';
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
const TAKEN_IN = ['opened', 'continued', 'reopened'];
/** Who a mail is from, and what it is about, as handlers read it. */
interface Head {
  readonly from: string;
  readonly subject: string;
}

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

  /** A mail that was seen before, under whatever number of its mailbox, is only found where it lies now. */
  async receive(tx: Tx, mail: IncomingMail, arrivedAt: Date, place: MailPlace): Promise<void> {
    const fingerprint = this.fingerprintOf(mail);
    const office = this.profile.office.code;
    const known = await tx.db.findOneBy(IncomingMailSchema, { office, fingerprint });
    if (known !== null) {
      if (!TAKEN_IN.includes(known.outcome)) {
        await tx.db.update(IncomingMailSchema, { id: known.id }, lies(place));
      }
      return;
    }
    const receivedAt = new Date(Math.min(arrivedAt.getTime(), this.clock.now().getTime()));
    const sender = this.senderOf(mail);
    const seen = { fingerprint, receivedAt, senderIndex: this.indexOf(mail) };
    if (sender === 'person') {
      await this.note(tx, { ...seen, ...(await this.takeIn(tx, mail, receivedAt, sender)) });
    } else {
      const left = { place, head: headOf(mail) };
      await this.note(tx, { ...seen, ...passedOver(sender, this.caseIn(mail)) }, left);
    }
  }

  /** A mail that cannot be taken in is set aside, so that those behind it are. It stays in the mailbox. */
  async setAside(tx: Tx, place: MailPlace, arrivedAt: Date): Promise<void> {
    const fingerprint = `${place.mailbox}|${place.validity}|${place.uid}`;
    const seen = { fingerprint, receivedAt: arrivedAt, senderIndex: null };
    await this.note(tx, { ...seen, ...passedOver('unreadable') }, { place });
  }

  /**
   * What becomes of a mail that was passed over, once somebody looked at it: what the rules say now, or, when
   * it is `asPerson`'s word, what becomes of a person's. Who was second finds it done.
   */
  async takeAgain(
    tx: Tx,
    { id }: Pick<IncomingMailRow, 'id'>,
    mail: IncomingMail,
    { asPerson, by }: { readonly asPerson: boolean; readonly by: string },
  ): Promise<Outcome> {
    const row = await tx.db.findOneOrFail(IncomingMailSchema, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (TAKEN_IN.includes(row.outcome)) {
      return row;
    }
    const { office } = row;
    const fingerprint = this.fingerprintOf(mail);
    const twin = await tx.db.findOneBy(IncomingMailSchema, { office, fingerprint, id: Not(id) });
    if (twin !== null) {
      await tx.db.delete(IncomingMailSchema, { id });
      return twin;
    }
    const sender = this.senderOf(mail);
    const seen = { fingerprint, senderIndex: this.indexOf(mail) };
    if (!asPerson && sender !== 'person') {
      const found = passedOver(sender, this.caseIn(mail));
      const headSealed = this.sealHead(id, headOf(mail));
      await tx.db.update(IncomingMailSchema, { id }, { ...seen, ...found, headSealed });
      return found;
    }
    const outcome = await this.takeIn(tx, mail, row.receivedAt, sender);
    await tx.db.update(IncomingMailSchema, { id }, { ...seen, ...outcome, headSealed: null });
    await this.noteInCase(tx, outcome, row.outcome, by);
    return outcome;
  }

  /** Undefined once its time is over. */
  headOf({ id, headSealed }: IncomingMailRow): Head | undefined {
    return headSealed === null
      ? undefined
      : (JSON.parse(this.personal.open(headSealed, headSealedIn(id))) as Head); // sealed by us
  }

  /** The same mail, whatever number it has. */
  fingerprintOf(mail: IncomingMail): string {
    return this.personal.fingerprint(mail.identity, 'incoming_mail');
  }

  /** Whose thread it answers or sends back: from whom that is kept, it is kept as well. */
  private caseIn({ answers, returned }: IncomingMail): string | null {
    return this.file.caseOfReply([...answers, returned]) ?? null;
  }

  private senderOf(mail: IncomingMail): MailSender {
    return senderOf(mail, this.profile.standard.complaints.email);
  }

  private sealHead(id: string, head: Head): string {
    return this.personal.seal(JSON.stringify(head), headSealedIn(id));
  }

  private async takeIn(
    tx: Tx,
    mail: IncomingMail,
    receivedAt: Date,
    sender: MailSender,
  ): Promise<Outcome> {
    return (await this.carryOn(tx, mail)) ?? (await this.open(tx, mail, receivedAt, sender));
  }

  /** That a person, and not the rules, made a report of it. */
  private async noteInCase(
    tx: Tx,
    { complaintId }: Outcome,
    wasTakenFor: IncomingMailRow['outcome'],
    authorId: string,
  ): Promise<void> {
    const complaint = await tx.db.findOneByOrFail(Complaint, { id: complaintId ?? '' });
    await this.file.write(tx, complaint, {
      from: 'office',
      kind: 'note',
      body: `Dari surat yang dilewati / From a mail that was passed over: ${wasTakenFor}`,
      authorId,
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

  private async open(
    tx: Tx,
    mail: IncomingMail,
    receivedAt: Date,
    sender: MailSender,
  ): Promise<Outcome> {
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
    // Whatever an officer makes of it: nobody reads what is written to a mail server, or to ourselves.
    const isRead = sender !== 'bounce' && sender !== 'us';
    const acknowledged = to.success && isRead && (await this.mayAcknowledge(tx, mail));
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

  private async note(
    tx: Tx,
    row: Omit<IncomingMailRow, 'id' | 'office' | 'headSealed' | keyof ReturnType<typeof lies>>,
    left?: { readonly place: MailPlace; readonly head?: Head },
  ): Promise<void> {
    const id = newId(this.clock.now().getTime());
    await tx.db.insert(IncomingMailSchema, {
      id,
      office: this.profile.office.code,
      ...row,
      ...(left && lies(left.place)),
      headSealed: left?.head === undefined ? null : this.sealHead(id, left.head),
    });
  }
}

const headSealedIn = (mailId: string) => `incoming_mail.head|${mailId}`;

const lies = ({ mailbox, validity, uid }: MailPlace) => ({
  mailbox,
  uidValidity: validity,
  uid: String(uid),
});

const headOf = ({ from, subject }: IncomingMail): Head => ({
  from: `${from?.name ?? ''} <${from?.address ?? ''}>`.trim(),
  subject,
});

const passedOver = (
  outcome: IncomingMailRow['outcome'],
  complaintId: string | null = null,
): Outcome => ({ outcome, complaintId, acknowledged: false });

/** The words, and which files were not taken and are to be looked at in the mailbox. */
function bodyOf(left: readonly string[], words: string): string {
  const files =
    left.length === 0
      ? []
      : [`[Lampiran di kotak surat kantor / in the office's mailbox: ${left.join(', ')}]`];
  return [words, ...files].filter((part) => part !== '').join('\n\n') || '(kosong)';
}
