import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Log, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { WhatsappSettings } from '../../complaints.config.ts';
import { Complaint } from '../domain/complaint.ts';
import { WhatsappSending, type GraphOutcome } from '../domain/whatsapp-sending.ts';
import { WhatsappTalk } from '../whatsapp-talk.ts';
import { WhatsappThreadSchema } from '../whatsapp.schema.ts';
import { sendByGraph } from './whatsapp-graph.ts';

const EVERY_MS = 500;

/** Sends what is due by WhatsApp, one at a time: each is marked before and settled after. */
@Injectable()
export class WhatsappSender implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly talk: WhatsappTalk,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { settings } = this.talk;
    if (settings !== undefined) {
      this.timer = setInterval(() => {
        this.working = this.working.then(() => this.sendDue(settings));
      }, EVERY_MS);
    }
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  private async sendDue(settings: WhatsappSettings): Promise<void> {
    try {
      for (let begun = await this.begin(); begun !== undefined; begun = await this.begin()) {
        await this.settle(begun.id, await this.handOver(settings, begun));
      }
    } catch (error) {
      this.log.warn(describeError(error), 'WhatsApp messages not sent, it will be tried again');
    }
  }

  /** The next one, taken; undefined when nothing is due. */
  private begin(): Promise<WhatsappSending | undefined> {
    const now = this.clock.now();
    return this.transaction.run(async (tx) => {
      const sending = await tx.db
        .createQueryBuilder(WhatsappSending, 'sending')
        .where(`sending.state in ('pending', 'sending') and sending.nextAttemptAt <= :now`, { now })
        .orderBy('sending.nextAttemptAt')
        .addOrderBy('sending.id')
        .limit(1)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getOne();
      if (sending === null) {
        return undefined;
      }
      const { complaintId } = sending;
      const thread = await tx.db.findOneByOrFail(WhatsappThreadSchema, { complaintId });
      const begun = sending.begin(
        this.talk.windowClosesAt(thread) > now ? 'text' : 'template',
        now,
      );
      await tx.db.save(sending);
      return begun ? sending : undefined;
    });
  }

  private async handOver(
    settings: WhatsappSettings,
    sending: WhatsappSending,
  ): Promise<GraphOutcome> {
    const { complaintId } = sending;
    const thread = await this.source.manager.findOneByOrFail(WhatsappThreadSchema, { complaintId });
    const { code } = await this.source.manager.findOneByOrFail(Complaint, { id: complaintId });
    const { answerTemplate: name, templateLanguage } = this.profile.policies.whatsapp;
    const form =
      sending.form === 'text'
        ? { type: 'text', text: { body: this.talk.wordsOf(sending) } }
        : {
            type: 'template',
            template: {
              name,
              language: { code: templateLanguage },
              components: [{ type: 'body', parameters: [{ type: 'text', text: code }] }],
            },
          };
    return sendByGraph(settings, {
      to: this.talk.recipientOf(thread),
      biz_opaque_callback_data: sending.id,
      ...form,
    });
  }

  private async settle(id: string, outcome: GraphOutcome): Promise<void> {
    await this.transaction.run(async (tx) => {
      const sending = await tx.db.findOneOrFail(WhatsappSending, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      sending.settle(outcome, this.clock.now());
      await tx.db.save(sending);
    });
    if (outcome.kind === 'refused') {
      this.log.warn({ sendingId: id, code: outcome.code }, 'WhatsApp message not taken over');
    }
  }
}
