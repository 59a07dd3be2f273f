import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { ProblemError } from '@pst/contracts';
import { Log } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { describeError, type Logger } from '@pst/telemetry';
import type { WhatsappSettings } from '../../complaints.config.ts';
import { Attachments } from '../attachments.ts';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { WhatsappTalk } from '../whatsapp-talk.ts';
import {
  mediaNameSealedIn,
  WhatsappMediaSchema,
  type WhatsappMediaRow,
} from '../whatsapp.schema.ts';
import { fetchMedia, MediaRefused } from './whatsapp-media-graph.ts';

const EVERY_MS = 500;
const MOST_ATTEMPTS = 6;
const FIRST_DELAY_MS = 5_000;

/** Fetches the files of WhatsApp messages, after the webhook was answered: Meta waits for no download. */
@Injectable()
export class WhatsappMediaFetcher implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private fetching: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly talk: WhatsappTalk,
    private readonly attachments: Attachments,
    private readonly file: CaseFile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { settings } = this.talk;
    if (settings !== undefined) {
      this.timer = setInterval(() => {
        this.fetching = this.fetching.then(() => this.fetchDue(settings));
      }, EVERY_MS);
    }
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.fetching;
  }

  private async fetchDue(settings: WhatsappSettings): Promise<void> {
    try {
      let more = true;
      while (more) {
        more = await this.fetchNext(settings);
      }
    } catch (error) {
      this.log.warn(describeError(error), 'WhatsApp files not fetched, it will be tried again');
    }
  }

  /** False when nothing is due. Its row is locked meanwhile, so of several replicas one fetches it. */
  private fetchNext(settings: WhatsappSettings): Promise<boolean> {
    return this.transaction.run(async (tx) => {
      const now = this.clock.now();
      const due = await tx.db
        .createQueryBuilder(WhatsappMediaSchema, 'media')
        .where('media.nextAttemptAt <= :now', { now })
        .orderBy('media.nextAttemptAt')
        .limit(1)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getOne();
      if (due === null) {
        return false;
      }
      if (await this.take(tx, due, settings)) {
        await tx.db.delete(WhatsappMediaSchema, { id: due.id });
      } else {
        const delay = FIRST_DELAY_MS * 4 ** due.attempts;
        await tx.db.update(
          WhatsappMediaSchema,
          { id: due.id },
          { attempts: due.attempts + 1, nextAttemptAt: new Date(now.getTime() + delay) },
        );
      }
      return true;
    });
  }

  /** Whether it is settled: it lies beside its word, or the handlers know that it never will. */
  private async take(
    tx: Tx,
    media: WhatsappMediaRow,
    settings: WhatsappSettings,
  ): Promise<boolean> {
    const { id, complaintId, messageId, fileNameSealed } = media;
    const complaint = () =>
      tx.db.findOneOrFail(Complaint, {
        where: { id: complaintId },
        lock: { mode: 'pessimistic_write' },
      });
    try {
      const bytes = await fetchMedia(settings, media, this.attachments.limitBytes);
      const name = this.personal.open(fileNameSealed, mediaNameSealedIn(id));
      const bare = await this.attachments.bare(bytes, name);
      await this.attachments.add(tx, await complaint(), bare, messageId);
      return true;
    } catch (error) {
      const forGood = error instanceof MediaRefused || error instanceof ProblemError;
      this.log.warn({ ...describeError(error), id }, 'a WhatsApp file was not taken');
      if (!forGood && media.attempts + 1 < MOST_ATTEMPTS) {
        return false;
      }
      await this.file.write(tx, await complaint(), {
        from: 'office',
        kind: 'note',
        body: 'Satu berkas WhatsApp tidak dapat diambil; lihat di WhatsApp. / A WhatsApp file could not be fetched; look there.',
        authorId: null,
      });
      return true;
    }
  }
}
