import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Config, Log, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import type { ComplaintsConfig } from '../../complaints.config.ts';
import { AttachmentSchema, type AttachmentRow } from '../attachment.schema.ts';
import { Attachments } from '../attachments.ts';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { isInfected } from './clamd.ts';

const EVERY_MS = 500;
const AGAIN_AFTER_MS = 60_000;

/** Lets files out of quarantine once the scanner, or without one the office's policy, says so. */
@Injectable()
export class AttachmentScan implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private scanning: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly file: CaseFile,
    private readonly attachments: Attachments,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: ComplaintsConfig,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { withoutScanner } = this.profile.policies.complaints.attachments;
    if (this.config.CLAMD_URL !== undefined || withoutScanner === 'release') {
      this.timer = setInterval(() => {
        this.scanning = this.scanning.then(() => this.scanDue());
      }, EVERY_MS);
    }
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.scanning;
  }

  private async scanDue(): Promise<void> {
    try {
      let more = true;
      while (more) {
        more = await this.scanNext();
      }
    } catch (error) {
      this.log.warn(describeError(error), 'attachments not scanned, it will be tried again');
    }
  }

  /** False when nothing is due. Its row is locked meanwhile, so of several replicas one looks at it. */
  private scanNext(): Promise<boolean> {
    return this.transaction.run(async (tx) => {
      const now = this.clock.now();
      const row = await tx.db
        .createQueryBuilder(AttachmentSchema, 'attachment')
        .where('attachment.nextScanAt <= :now', { now })
        .orderBy('attachment.nextScanAt')
        .limit(1)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getOne();
      if (row === null) {
        return false;
      }
      const settled = await this.verdictOn(tx, row);
      await tx.db.update(AttachmentSchema, { id: row.id }, settled);
      return true;
    });
  }

  private async verdictOn(tx: Tx, row: AttachmentRow): Promise<Partial<AttachmentRow>> {
    const { id } = row;
    const { CLAMD_URL: url } = this.config;
    const { storage } = this.attachments;
    const key = this.attachments.quarantineKey(id);
    try {
      if (
        url !== undefined &&
        (await storage.stat(key)) &&
        (await isInfected(url, storage.open(key)))
      ) {
        await storage.remove(key);
        await this.note(tx, row);
        return { state: 'infected', scanned: true, nextScanAt: null };
      }
      await this.attachments.release(id);
      return { state: 'released', scanned: url !== undefined, nextScanAt: null };
    } catch (error) {
      this.log.warn({ ...describeError(error), id }, 'an attachment stays in quarantine');
      return { nextScanAt: new Date(this.clock.now().getTime() + AGAIN_AFTER_MS) };
    }
  }

  /** The handlers learn that something was sent which they will not see. */
  private async note(tx: Tx, { complaintId }: AttachmentRow): Promise<void> {
    const complaint = await tx.db.findOneOrFail(Complaint, {
      where: { id: complaintId },
      lock: { mode: 'pessimistic_write' },
    });
    await this.file.write(tx, complaint, {
      from: 'office',
      kind: 'note',
      body: 'Satu lampiran mengandung virus dan tidak disimpan. / A file was infected and is not kept.',
      authorId: null,
    });
  }
}
