import { Injectable } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import { newId } from '@pst/contracts';
import { Config, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { Attachments } from '../attachments.ts';
import { Complaint } from '../domain/complaint.ts';
import { WhatsappSending } from '../domain/whatsapp-sending.ts';
import type { WhatsappMessage, WhatsappStatus } from '../domain/whatsapp-update.ts';
import { Register } from '../register.ts';
import { WhatsappTalk } from '../whatsapp-talk.ts';
import {
  mediaNameSealedIn,
  WhatsappMediaSchema,
  WhatsappThreadSchema,
} from '../whatsapp.schema.ts';

const LONGEST_SUBJECT = 80;

/** Makes of one message a new case or a word in the sender's last one. */
@Injectable()
export class WhatsappIntake {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly register: Register,
    private readonly talk: WhatsappTalk,
    private readonly attachments: Attachments,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: CoreConfig,
  ) {}

  async hear(message: WhatsappMessage): Promise<void> {
    const office = this.profile.office.code;
    await this.transaction.run(async (tx) => {
      // Two messages sent in one breath may be told at once: the second waits and finds the first's case.
      await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
        `${office}|${this.talk.indexOf(message.sender)}`,
      ]);
      const fresh: unknown[] = await tx.db.query(
        `insert into whatsapp_heard (office, wamid) values ($1, $2)
         on conflict do nothing returning wamid`,
        [office, message.id],
      );
      if (fresh.length > 0) {
        const complaintId = (await this.carryOn(tx, message)) ?? (await this.open(tx, message));
        await this.orderMedia(tx, message, complaintId);
      }
    });
  }

  async note({ wamid, sendingId, state, code }: WhatsappStatus): Promise<void> {
    await this.transaction.run(async (tx) => {
      const sending = await tx.db.findOne(WhatsappSending, {
        // It may be told before we have written down under which id WhatsApp took the message.
        where: { office: this.profile.office.code, ...(sendingId ? { id: sendingId } : { wamid }) },
        lock: { mode: 'pessimistic_write' },
      });
      if (sending !== null) {
        sending.wamid ??= wamid;
        sending.heard(state, code);
        await tx.db.save(sending);
      }
    });
  }

  /** The case that a message of ours it answers belongs to, else the last one of its sender. */
  private async carryOn(tx: Tx, message: WhatsappMessage): Promise<string | undefined> {
    const office = this.profile.office.code;
    const senderIndex = this.talk.indexOf(message.sender);
    const answered =
      message.answers === undefined
        ? null
        : await tx.db.findOneBy(WhatsappSending, { office, wamid: message.answers });
    const thread = await tx.db.findOne(WhatsappThreadSchema, {
      // Their own only: the id of a message of ours is no secret.
      where: { office, senderIndex, ...(answered && { complaintId: answered.complaintId }) },
      order: { heardAt: 'DESC' },
    });
    if (thread === null) {
      return undefined;
    }
    const { complaintId } = thread;
    const complaint = await tx.db.findOneOrFail(Complaint, {
      where: { id: complaintId, office },
      lock: { mode: 'pessimistic_write' },
    });
    const outcome = await this.register.carryOn(tx, complaint, message.words);
    if (outcome !== undefined) {
      const heardAt = new Date(Math.max(thread.heardAt.getTime(), this.timeOf(message).getTime()));
      await tx.db.update(WhatsappThreadSchema, { complaintId }, { heardAt });
    }
    return outcome && complaintId;
  }

  private async open(tx: Tx, message: WhatsappMessage): Promise<string> {
    const { name, phone, words } = message;
    const receivedAt = this.timeOf(message);
    const [subject = ''] = words.split('\n');
    const { id, code, pin } = await this.register.enter(
      tx,
      {
        subject: subject.slice(0, LONGEST_SUBJECT),
        body: words,
        kind: 'complaint',
        anonymous: false,
        secret: false,
        contact: { name, phone: phone === null ? '' : `+${phone}` },
      },
      { office: this.profile.office.code, language: 'id' },
      { channel: 'whatsapp', receivedAt },
    );
    await this.talk.begin(tx, id, message.sender, receivedAt);
    const link = new URL('/pengaduan/lacak', this.config.PUBLIC_URL).href;
    const days = this.profile.policies.complaints.initialResponseDays;
    await this.talk.say(
      tx,
      id,
      `Laporan Anda kami terima. Kode: ${code}, PIN: ${pin}. Tanggapan awal paling lambat ${days} hari ` +
        `kerja. Lanjutkan di percakapan ini, atau lacak di ${link}`,
      null,
    );
    return id;
  }

  /** Its file is fetched later: the webhook is to be answered at once. */
  private async orderMedia(tx: Tx, { media }: WhatsappMessage, complaintId: string): Promise<void> {
    if (media === undefined) {
      return;
    }
    const now = this.clock.now();
    const id = newId(now.getTime());
    await tx.db.insert(WhatsappMediaSchema, {
      id,
      office: this.profile.office.code,
      complaintId,
      messageId: await this.attachments.newestWord(tx.db, complaintId),
      mediaId: media.id,
      sha256: media.sha256,
      fileNameSealed: this.personal.seal(media.fileName, mediaNameSealedIn(id)),
      attempts: 0,
      nextAttemptAt: now,
    });
  }

  /** Not later than now, whatever their clock says. */
  private timeOf({ sentAt }: WhatsappMessage): Date {
    return new Date(Math.min(sentAt.getTime(), this.clock.now().getTime()));
  }
}
