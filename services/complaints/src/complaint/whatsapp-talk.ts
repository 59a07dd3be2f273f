import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId } from '@pst/contracts';
import { Config, Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { In, type EntityManager } from 'typeorm';
import { whatsappOf, type ComplaintsConfig, type WhatsappSettings } from '../complaints.config.ts';
import { WhatsappSending } from './domain/whatsapp-sending.ts';
import { WhatsappThreadSchema, type WhatsappThreadRow } from './whatsapp.schema.ts';

const HOUR_MS = 3_600_000;
const senderSealedIn = (complaintId: string) => `whatsapp_thread.sender|${complaintId}`;
const wordsSealedIn = (sendingId: string) => `whatsapp_sending.words|${sendingId}`;

/** What a case says and hears by WhatsApp. */
@Injectable()
export class WhatsappTalk {
  /** Undefined where the office's number is not on the Cloud API. */
  readonly settings: WhatsappSettings | undefined;

  constructor(
    private readonly personal: PersonalData,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
    @Config() config: ComplaintsConfig,
  ) {
    this.settings = whatsappOf(config);
  }

  indexOf(sender: string): string {
    return this.personal.blindIndex(sender, 'whatsapp_thread.sender');
  }

  async begin(tx: Tx, complaintId: string, sender: string, heardAt: Date): Promise<void> {
    await tx.db.insert(WhatsappThreadSchema, {
      complaintId,
      office: this.profile.office.code,
      senderIndex: this.indexOf(sender),
      senderSealed: this.personal.seal(sender, senderSealedIn(complaintId)),
      heardAt,
    });
  }

  /** Orders a message; what stands in the thread is named, so that its way can be seen there. */
  async say(tx: Tx, complaintId: string, words: string, messageId: string | null): Promise<void> {
    const now = this.clock.now();
    const id = newId(now.getTime());
    await tx.db.insert(
      WhatsappSending,
      WhatsappSending.of(
        {
          id,
          office: this.profile.office.code,
          complaintId,
          messageId,
          wordsSealed: this.personal.seal(words, wordsSealedIn(id)),
        },
        now,
      ),
    );
  }

  /** Whether what the office says to this case goes by WhatsApp. */
  async isWith(db: EntityManager, complaintId: string): Promise<boolean> {
    return this.settings !== undefined && db.existsBy(WhatsappThreadSchema, { complaintId });
  }

  recipientOf({ complaintId, senderSealed }: WhatsappThreadRow): string {
    return this.personal.open(senderSealed, senderSealedIn(complaintId));
  }

  wordsOf({ id, wordsSealed }: WhatsappSending): string {
    return this.personal.open(wordsSealed ?? '', wordsSealedIn(id));
  }

  windowClosesAt({ heardAt }: WhatsappThreadRow): Date {
    return new Date(heardAt.getTime() + this.profile.policies.whatsapp.windowHours * HOUR_MS);
  }

  /** What a handler should know before answering; null where the answer does not go by WhatsApp. */
  async outlook(db: EntityManager, complaintId: string) {
    const thread = this.settings && (await db.findOneBy(WhatsappThreadSchema, { complaintId }));
    if (!thread) {
      return null;
    }
    const month = this.time.businessDateOf(this.clock.now()).slice(0, 7);
    const [{ sent }]: [{ sent: string }] = await db.query(
      `select count(*) as sent from whatsapp_sending
       where office = $1 and form = 'text' and state in ('sent', 'delivered', 'read')
         and to_char(created_at at time zone $2, 'YYYY-MM') = $3`,
      [this.profile.office.code, this.profile.office.timezone, month],
    );
    return {
      windowClosesAt: this.windowClosesAt(thread).toISOString(),
      sentThisMonth: Number(sent),
      freePerMonth: this.profile.policies.whatsapp.freeRepliesPerMonth,
    };
  }

  /** How far each of these messages of a thread came. */
  async deliveries(db: EntityManager, messageIds: readonly string[]) {
    const sendings = await db.findBy(WhatsappSending, { messageId: In([...messageIds]) });
    return new Map(
      sendings.map(({ messageId, state }) => [
        messageId,
        state === 'sending' ? ('pending' as const) : state,
      ]),
    );
  }
}
