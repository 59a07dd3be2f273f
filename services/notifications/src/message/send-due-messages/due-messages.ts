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
import { Message, type InDoubt } from '../domain/message.ts';
import { render } from '../render.ts';
import { sealedIn } from '../sealed-message.ts';
import { SmtpSender, type SmtpOutcome } from '../smtp-sender.ts';
import { words } from '../words.v1.ts';

const EVERY_MS = 300;
const AT_ONCE = 4;

type Template = SendMessage['content']['template'];

/**
 * What is done when nobody knows whether a mail left. Somebody waits before a screen for a link or a
 * code, and the second copy says the same under the same Message-ID; a delivery, an answer or a question
 * is sent twice by a person or not at all.
 */
const IN_DOUBT: Record<Template, InDoubt> = {
  'account-verification': 'repeat',
  'account-exists': 'repeat',
  'staff-invitation': 'repeat',
  'password-reset': 'repeat',
  'password-changed': 'repeat',
  'complaint-received': 'repeat',
  'one-time-code': 'repeat',
  'survey-invitation': 'ask',
  'softcopy-delivery': 'ask',
  'request-declined': 'ask',
  'request-revision': 'ask',
  'complaint-answered': 'ask',
  'privacy-request-answered': 'ask',
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
    this.smtp = new SmtpSender(config);
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

  private next(waitMs = EVERY_MS): void {
    this.timer = setTimeout(() => {
      this.working = this.sendDue()
        .catch((error: unknown) => {
          this.log.warn(describeError(error), 'messages not sent, it will be tried again');
          return 0;
        })
        .then((settled) => {
          if (this.timer !== undefined) {
            // A full round means that more is waiting.
            this.next(settled === AT_ONCE ? 0 : EVERY_MS);
          }
        });
    }, waitMs);
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
      if (settle(current, token, outcome, now)) {
        await tx.db.save(current);
        await this.announce(tx, current, now);
      }
    });
    if (outcome.kind !== 'sent') {
      const code = outcome.kind === 'refused' ? outcome.code : outcome.kind;
      this.log.warn({ messageId: message.id, code }, 'message not taken over');
    }
  }

  private async handOver(message: Message): Promise<SmtpOutcome> {
    const sealed = this.personal.open(message.sealed ?? '', sealedIn(message.id));
    const { to, language, content, answers } = sendMessage.parse(JSON.parse(sealed));
    const attachments = 'attachments' in content ? content.attachments : [];
    return this.smtp.send({
      id: message.id,
      to,
      ...(answers && { answers }),
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
        if (message.recover(inDoubt(message), now)) {
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
    } else if (message.status === 'failed' || message.status === 'uncertain') {
      await tx.publish(
        messageFailed.create(
          { ...fact, failedAt: now.toISOString(), reason: message.failure ?? 'unknown' },
          about,
        ),
      );
    }
  }
}

/** A template that a newer release dropped is asked about. */
const inDoubt = ({ template }: Message): InDoubt => Reflect.get(IN_DOUBT, template) ?? 'ask';

function settle(message: Message, token: string, outcome: SmtpOutcome, now: Date): boolean {
  switch (outcome.kind) {
    case 'sent':
      return message.sent(token, now);
    case 'unanswered':
      return message.unanswered(token, inDoubt(message), now, Math.random());
    case 'refused':
      return message.refused(token, outcome, now, Math.random());
  }
}
