import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  complaintClosed,
  complaintDueSoon,
  complaintEscalated,
  complaintOverdue,
  type Role,
} from '@pst/contracts';
import { Log } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { describeError, type Logger } from '@pst/telemetry';
import { ArrayOverlap } from 'typeorm';
import { CaseFile } from '../case-file.ts';
import { Complaint, type Deadline } from '../domain/complaint.ts';
import { StaffSchema } from '../staff.schema.ts';

const EVERY_MS = 2_000;
const BATCH = 100;

/**
 * Notices what nobody's key announces: a promised date that comes near or passed, whom to tell of it in
 * working time, and a reporter silent for so long that the case is closed. Each is locked, so of several replicas one announces it, once.
 */
@Injectable()
export class DeadlineSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly file: CaseFile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweeping = this.sweep().catch((error: unknown) => {
        this.log.warn(describeError(error), 'deadline sweep failed, it will run again');
      });
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** The number of cases it changed. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    return this.transaction.run(async (tx) => {
      const due = await tx.db
        .createQueryBuilder(Complaint, 'complaint')
        .where('complaint.nextDueAt < :now', { now })
        .orderBy('complaint.nextDueAt')
        .limit(BATCH)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      for (const complaint of due) {
        await this.notice(tx, complaint, now);
        await tx.db.save(complaint);
      }
      return due.length;
    });
  }

  private async notice(tx: Tx, complaint: Complaint, now: Date): Promise<void> {
    const about = { office: complaint.office, about: complaint.id, at: now };
    const complaintId = complaint.id;
    for (const { deadline, dueAt } of complaint.breachesBy(now, this.file.rules)) {
      await tx.publish(
        complaintOverdue.create(
          { complaintId, deadline, dueAt, noticedAt: now.toISOString() },
          about,
        ),
      );
    }
    for (const deadline of complaint.remindersBy(now, this.file.rules)) {
      const accountIds = complaint.assigneeId
        ? [complaint.assigneeId]
        : (await this.staffWith(tx, complaint, 'complaint-handler')).filter((id) =>
            complaint.isVisibleTo(id),
          );
      await tx.publish(complaintDueSoon.create(toTell(complaint, deadline, accountIds), about));
    }
    for (const deadline of complaint.escalationsBy(now, this.file.rules)) {
      const heads = await this.staffWith(tx, complaint, 'head');
      const accountIds = heads.filter((id) => !complaint.concernsIds.includes(id));
      await tx.publish(complaintEscalated.create(toTell(complaint, deadline, accountIds), about));
    }
    if (complaint.isSilentTooLong(now)) {
      complaint.close(now, this.file.rules);
      await tx.publish(
        complaintClosed.create({ complaintId, closedAt: now.toISOString(), by: 'silence' }, about),
      );
    }
  }

  private async staffWith(tx: Tx, { office }: Complaint, role: Role): Promise<string[]> {
    const staff = await tx.db.findBy(StaffSchema, { office, roles: ArrayOverlap([role]) });
    return staff.map(({ accountId }) => accountId);
  }
}

const toTell = (
  { id, number }: Complaint,
  { deadline, dueAt }: Deadline,
  accountIds: string[],
) => ({ complaintId: id, number, deadline, dueAt, accountIds });
