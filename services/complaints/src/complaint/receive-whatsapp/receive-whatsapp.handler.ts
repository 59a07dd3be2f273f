import { createHmac } from 'node:crypto';
import { Controller } from '@nestjs/common';
import {
  confirmWhatsappWebhook,
  notFound,
  receiveWhatsapp,
  webhookNotGenuine,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { sameSecret } from '@pst/security';
import { readUpdate } from '../domain/whatsapp-update.ts';
import { WhatsappTalk } from '../whatsapp-talk.ts';
import { WhatsappIntake } from './whatsapp-intake.ts';

/** The Cloud API's webhook. It is told that we have it once all of it is stored; what it tells twice, counts once. */
@Controller()
export class ReceiveWhatsappHandler {
  constructor(
    private readonly talk: WhatsappTalk,
    private readonly intake: WhatsappIntake,
  ) {}

  @Answers(confirmWhatsappWebhook)
  confirm(asked: RequestOf<typeof confirmWhatsappWebhook>) {
    if (!sameSecret(asked['hub.verify_token'], this.settings.verifyToken)) {
      throw webhookNotGenuine.error({});
    }
    return Promise.resolve({ challenge: asked['hub.challenge'] });
  }

  /** The handshake proves nothing about who calls later: only the signature over the raw bytes does. */
  @Answers(receiveWhatsapp)
  async receive({ body, signature }: RequestOf<typeof receiveWhatsapp>): Promise<null> {
    const { appSecret, phoneNumberId } = this.settings;
    const bytes = Buffer.from(body, 'base64');
    const ours = createHmac('sha256', appSecret).update(bytes).digest('hex');
    if (!sameSecret(signature, `sha256=${ours}`)) {
      throw webhookNotGenuine.error({});
    }
    const { messages, statuses } = readUpdate(JSON.parse(bytes.toString('utf8')), phoneNumberId);
    for (const message of messages) {
      await this.intake.hear(message);
    }
    for (const status of statuses) {
      await this.intake.note(status);
    }
    return null;
  }

  private get settings() {
    if (this.talk.settings === undefined) {
      throw notFound.error({});
    }
    return this.talk.settings;
  }
}
