import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { messageFailed, messageSent, sendMessage, type SendMessage } from '@pst/contracts';
import { Config, Log } from '@pst/messaging';
import { ObjectStorage } from '@pst/object-storage';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { NotificationsConfig } from '../../notifications.config.ts';
import { Message } from '../domain/message.ts';
import { render } from '../render.ts';
import { sealedIn } from '../sealed-message.ts';
import { SmtpSender, type SmtpOutcome } from '../smtp-sender.ts';
import { words } from '../words.v1.ts';

const EVERY_MS = 300;
const AT_ONCE = 4;

type Template = SendMessage['content']['template'];

/** Whether a second copy does harm, for the crash between the mail server's word and our note of it. */
const AFTER_CRASH: Record<Template, 'repeat' | 'fail'> = {
  'account-verification': 'repeat',
  'account-exists': 'repeat',
  'staff-invitation': 'repeat',
  'password-reset': 'repeat',
  'password-changed': 'repeat',
  // The ticket page shows the same link; asking twice annoys.
  'survey-invitation': 'fail',
  'softcopy-delivery': 'repeat',
  'request-declined': 'repeat',
  'request-revision': 'repeat',
  'complaint-answered': 'repeat',
  'one-time-code': 'repeat',
  'privacy-request-answered': 'repeat',
};

/**
 * Sends what is due. A message is marked as being sent before the mail server is spoken to and settled
 * after, so of several replicas one sends it, and a crash in between is seen and decided by template.
 */
@Injectable()
export class DueMessages implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly smtp: SmtpSender;
  private readonly storage: ObjectStorage;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Config() config: NotificationsConfig,
    @Log() private readonly log: Logger,
  ) {
    const domain = /@([^>\s]+)/.exec(config.MAIL_FROM)?.[1] ?? 'localhost';
    this.smtp = new SmtpSender(config.SMTP_URL, config.MAIL_FROM, domain);
    this.storage = new ObjectStorage(config.OBJECT_STORAGE_DIR);
  }

  onApplicationBootstrap(): void {
    this.next();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.working;
  }

  private next(): void {
    this.timer = setTimeout(() => {
      this.working = this.sendDue()
        .catch((error: unknown) => {
          this.log.warn(describeError(error), 'messages not sent, it will be tried again');
        })
        .finally(() => {
          if (this.timer !== undefined) {
            this.next();
          }
        });
    }, EVERY_MS);
  }

  /** One round: what a dead worker left, then what is due. The number of messages settled. */
  async sendDue(): Promise<number> {
    await this.recover();
    const begun = await this.begin();
    const settled = await Promise.all(begun.map((message) => this.send(message)));
    return settled.length;
  }

  private begin(): Promise<Message[]> {
    const now = this.clock.now();
    return this.transaction.run(async (tx) => {
      const due = await tx.db
        .createQueryBuilder(Message, 'message')
        .where(`message.status = 'pending' and message.nextAttemptAt <= :now`, { now })
        .orderBy('message.nextAttemptAt')
        .limit(AT_ONCE)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      for (const message of due) {
        message.begin(randomUUID(), now);
      }
      return tx.db.save(due);
    });
  }

  private async send(message: Message): Promise<void> {
    const outcome = await this.handOver(message);
    const token = message.sendingToken ?? '';
    await this.transaction.run(async (tx) => {
      const current = await tx.db.findOneOrFail(Message, {
        where: { id: message.id },
        lock: { mode: 'pessimistic_write' },
      });
      const now = this.clock.now();
      const settled =
        outcome.kind === 'sent'
          ? current.sent(token, now)
          : current.refused(token, outcome, now, Math.random());
      if (settled) {
        await tx.db.save(current);
        await this.announce(tx, current, now);
      }
    });
    if (outcome.kind === 'refused') {
      this.log.warn({ messageId: message.id, code: outcome.code }, 'message not taken over');
    }
  }

  private async handOver(message: Message): Promise<SmtpOutcome> {
    const sealed = this.personal.open(message.sealed ?? '', sealedIn(message.id));
    const { to, language, content } = sendMessage.parse(JSON.parse(sealed));
    const attachments = 'attachments' in content ? content.attachments : [];
    return this.smtp.send({
      id: message.id,
      to,
      ...render(words(content, language), language),
      attachments: attachments.map(({ objectKey, fileName }) => ({
        filename: fileName,
        path: this.storage.pathOf(objectKey),
      })),
    });
  }

  private async recover(): Promise<void> {
    const now = this.clock.now();
    const stuck = await this.source.getRepository(Message).findBy({ status: 'sending' });
    for (const { id } of stuck) {
      await this.transaction.run(async (tx) => {
        const message = await tx.db.findOneOrFail(Message, {
          where: { id },
          lock: { mode: 'pessimistic_write' },
        });
        const policy = Reflect.get(AFTER_CRASH, message.template) ?? 'fail';
        if (message.recover(policy, now)) {
          await tx.db.save(message);
          await this.announce(tx, message, now);
        }
      });
    }
  }

  private async announce(tx: Tx, message: Message, now: Date): Promise<void> {
    const about = { office: message.office, about: message.id, at: now };
    const fact = {
      messageId: message.id,
      template: message.template,
      cause: { kind: message.causeKind, id: message.causeId },
    };
    if (message.status === 'sent') {
      await tx.publish(messageSent.create({ ...fact, sentAt: now.toISOString() }, about));
    } else if (message.status === 'failed') {
      await tx.publish(
        messageFailed.create(
          { ...fact, failedAt: now.toISOString(), reason: message.failure ?? 'unknown' },
          about,
        ),
      );
    }
  }
}
