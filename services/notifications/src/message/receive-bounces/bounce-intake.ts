import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { messageBounced } from '@pst/contracts';
import { MailboxIntake, type IncomingMail } from '@pst/mailbox';
import { Config, Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { counter } from '@pst/telemetry';
import { In } from 'typeorm';
import type { NotificationsConfig } from '../../notifications.config.ts';
import { Message } from '../domain/message.ts';
import { addressIn } from '../smtp-sender.ts';
import { Suppressions } from '../suppressions.ts';
import { bounceIn } from './bounce.ts';

const settled = counter('pst.mails.settled');

/**
 * Hears from mail servers what became of a mail after it was handed over. Nothing that comes into the
 * mailbox is answered, and nothing of it is kept.
 */
@Injectable()
export class BounceIntake extends MailboxIntake {
  constructor(
    private readonly clock: Clock,
    private readonly suppressions: Suppressions,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: NotificationsConfig,
  ) {
    super();
  }

  async receive(tx: Tx, mail: IncomingMail): Promise<void> {
    const bounce = bounceIn(mail, addressIn(this.config.MAIL_FROM));
    if (bounce === undefined || bounce.messageIds.length === 0) {
      return;
    }
    const message = await tx.db.findOne(Message, {
      where: { id: In(bounce.messageIds), office: this.profile.office.code },
      lock: { mode: 'pessimistic_write' },
    });
    if (message === null) {
      return;
    }
    const now = this.clock.now();
    const cameBack = message.cameBack(bounce.reason);
    await tx.db.save(message);
    if (cameBack && bounce.reason === 'no-such-address') {
      await this.suppressions.add(tx, message, bounce.reason, `${mail.text}\n${mail.returned}`);
    }
    if (cameBack) {
      settled.add(1, { outcome: 'bounced' });
      await tx.publish(
        messageBounced.create(
          {
            messageId: message.id,
            template: message.template,
            cause: { kind: message.causeKind, id: message.causeId },
            bouncedAt: now.toISOString(),
            reason: bounce.reason,
          },
          { office: message.office, about: message.id, at: now },
        ),
      );
    }
  }

  /** It stays in the mailbox, and its place was logged. */
  setAside(): Promise<void> {
    return Promise.resolve();
  }
}
