import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { complaintRescheduled } from '@pst/contracts';
import { Office, OfficeCalendar } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';

const BATCH = 100;

/** Cases whose dates were reckoned by an older calendar of the office get those of the newest. */
@Injectable()
export class ComplaintRescheduling {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly file: CaseFile,
    calendar: OfficeCalendar,
    @Office() private readonly profile: OfficeProfile,
  ) {
    calendar.keepUp(() => this.reschedule());
  }

  /** How many cases it looked at, closed ones as well, each once per calendar. */
  async reschedule(): Promise<number> {
    const now = this.clock.now();
    return this.transaction.run(async (tx) => {
      const stale = await tx.db
        .createQueryBuilder(Complaint, 'complaint')
        .where('complaint.office = :office and complaint.calendarVersion < :version', {
          office: this.profile.office.code,
          version: this.file.rules.time.calendarVersion,
        })
        .orderBy('complaint.calendarVersion')
        .limit(BATCH)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      for (const complaint of stale) {
        await this.look(tx, complaint, now);
      }
      return stale.length;
    });
  }

  private async look(tx: Tx, complaint: Complaint, now: Date): Promise<void> {
    const moved = complaint.reschedule(now, this.file.rules);
    await tx.db.save(complaint);
    if (moved.length > 0) {
      await tx.publish(
        complaintRescheduled.create(
          {
            complaintId: complaint.id,
            deadlines: moved.map(({ deadline, dueAt }) => ({ deadline, dueAt })),
            calendarVersion: complaint.calendarVersion,
          },
          { office: complaint.office, about: complaint.id, at: now },
        ),
      );
    }
  }
}
