import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { messageFailed, messageSent, sendMessage, type SendMessage } from '@pst/contracts';
import { Config, Log } from '@pst/messaging';
import { objectStorage, type ObjectStorage } from '@pst/object-storage';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { counter, describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { NotificationsConfig } from '../../notifications.config.ts';
import { Admission } from '../admission.ts';
import { inDoubt } from '../domain/manner.ts';
import { Message } from '../domain/message.ts';
import { EDITION } from '../editions.ts';
import { Letters } from '../letters.ts';
import { sealedIn } from '../sealed-message.ts';
import { SmtpSender, type SmtpOutcome } from '../smtp-sender.ts';
import { Suppressions } from '../suppressions.ts';

const EVERY_MS = 300;
const AT_ONCE = 4;
/** Afterwards another process may take the message for one that nobody is sending. */
const NOTE_WITHIN_MS = 60_000;
const settled = counter('pst.mails.settled');

/** Whoever ordered it is told that it did not leave. */
const FAILED: ReadonlySet<string> = new Set(['failed', 'uncertain', 'suppressed']);

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
    private readonly admission: Admission,
    private readonly suppressions: Suppressions,
    private readonly letters: Letters,
    @Config() config: NotificationsConfig,
    @Log() private readonly log: Logger,
  ) {
    this.smtp = new SmtpSender(config);
    this.storage = objectStorage(config);
  }

  onApplicationBootstrap(): void {
    this.next();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.working;
    this.smtp.close();
  }

  private next(waitMs = EVERY_MS): void {
    this.timer = setTimeout(() => {
      this.working = this.sendDue()
        .catch((error: unknown) => {
          this.log.warn(describeError(error), 'messages not sent, it will be tried again');
          return 0;
        })
        .then((due) => {
          if (this.timer !== undefined) {
            // A full round means that more is waiting.
            this.next(due === AT_ONCE ? 0 : EVERY_MS);
          }
        });
    }, waitMs);
  }

  /** One round: what a dead worker left, then what is due. The number of messages that were due. */
  async sendDue(): Promise<number> {
    await this.recover();
    const due = await this.begin();
    if (due.length === 0) {
      // An idle connection ends without a word sooner or later, and the next mail would meet that.
      this.smtp.close();
    }
    await Promise.all(
      due.filter(({ status }) => status === 'sending').map((message) => this.send(message)),
    );
    return due.length;
  }

  /** Those that are due; what may leave is marked as being sent. */
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
      for (const message of await this.admission.admit(tx, due)) {
        message.begin(randomUUID(), EDITION, now);
      }
      await tx.db.save(due);
      for (const message of due) {
        await this.announce(tx, message, now);
      }
      return due;
    });
  }

  private async send(message: Message): Promise<void> {
    const outcome = await this.handOver(message);
    await this.noted(message, outcome);
    if (outcome.kind !== 'sent') {
      const code = outcome.kind === 'refused' ? outcome.code : outcome.kind;
      this.log.warn({ messageId: message.id, code }, 'message not taken over');
    }
  }

  /**
   * What the mail server said is known here and nowhere else: a database that is away for a moment must
   * not make a doubt of it.
   */
  private async noted(message: Message, outcome: SmtpOutcome): Promise<void> {
    const giveUpAt = performance.now() + NOTE_WITHIN_MS;
    for (;;) {
      try {
        await this.note(message, outcome);
        return;
      } catch (error) {
        if (this.timer === undefined || performance.now() > giveUpAt) {
          throw error;
        }
        this.log.warn(describeError(error), 'outcome not noted, it will be tried again');
      }
      await pause(EVERY_MS);
    }
  }

  private async note(message: Message, outcome: SmtpOutcome): Promise<void> {
    const token = message.sendingToken ?? '';
    await this.transaction.run(async (tx) => {
      const current = await tx.db.findOneOrFail(Message, {
        where: { id: message.id },
        lock: { mode: 'pessimistic_write' },
      });
      const now = this.clock.now();
      if (settle(current, token, outcome, now)) {
        if (outcome.kind === 'refused' && outcome.code === 'no-such-address') {
          await this.suppressions.add(tx, current, outcome.code, this.opened(current).to);
        }
        await tx.db.save(current);
        await this.announce(tx, current, now);
      }
    });
  }

  private async handOver(message: Message): Promise<SmtpOutcome> {
    const { to, language, content, answers } = this.opened(message);
    const attachments = 'attachments' in content ? content.attachments : [];
    return this.smtp.send({
      id: message.id,
      to,
      ...(answers && { answers }),
      ...this.letters.write(content, language, message.id),
      attachments: attachments.map(({ objectKey, fileName }) => ({
        filename: fileName,
        content: this.storage.open(objectKey),
      })),
    });
  }

  private opened({ id, sealed }: Message): SendMessage {
    return sendMessage.parse(JSON.parse(this.personal.open(sealed ?? '', sealedIn(id))));
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
        if (message.recover(inDoubt(message.template), now)) {
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
    // Before the commit: one that is undone is counted again, which no rate notices.
    if (message.status === 'sent' || FAILED.has(message.status)) {
      settled.add(1, { outcome: message.status });
    }
    if (message.status === 'sent') {
      await tx.publish(messageSent.create({ ...fact, sentAt: now.toISOString() }, about));
    } else if (FAILED.has(message.status)) {
      await tx.publish(
        messageFailed.create(
          { ...fact, failedAt: now.toISOString(), reason: message.failure ?? 'unknown' },
          about,
        ),
      );
    }
  }
}

function settle(message: Message, token: string, outcome: SmtpOutcome, now: Date): boolean {
  switch (outcome.kind) {
    case 'sent':
      return message.sent(token, now);
    case 'unanswered':
      return message.unanswered(token, inDoubt(message.template), now, Math.random());
    case 'refused':
      return message.refused(token, outcome, now, Math.random());
  }
}
