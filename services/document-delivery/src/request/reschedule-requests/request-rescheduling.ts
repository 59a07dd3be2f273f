import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { requestRescheduled } from '@pst/contracts';
import { Office, OfficeCalendar } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { DocumentRequest, UNSETTLED } from '../domain/document-request.ts';

const BATCH = 100;

/** Open requests that were promised by an older calendar of the office are promised by the newest. */
@Injectable()
export class RequestRescheduling {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    calendar: OfficeCalendar,
    @Office() private readonly profile: OfficeProfile,
  ) {
    calendar.keepUp(() => this.reschedule());
  }

  /** How many requests it looked at; a second time finds none. */
  async reschedule(): Promise<number> {
    return this.transaction.run(async (tx) => {
      const stale = await tx.db
        .createQueryBuilder(DocumentRequest, 'request')
        .where('request.office = :office and request.calendarVersion < :version', {
          office: this.profile.office.code,
          version: this.time.calendarVersion,
        })
        .andWhere('request.state in (:...states)', { states: UNSETTLED })
        .orderBy('request.id')
        .limit(BATCH)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      for (const request of stale) {
        await this.look(tx, request);
      }
      return stale.length;
    });
  }

  private async look(tx: Tx, request: DocumentRequest): Promise<void> {
    const { total } = this.profile.standard.targets;
    const dueAt = this.time.addWorkingMinutes(request.submittedAt, total);
    const moved = request.reschedule(dueAt, this.time.calendarVersion);
    await tx.db.save(request);
    if (moved) {
      await tx.publish(
        requestRescheduled.create(
          {
            requestId: request.id,
            dueAt: dueAt.toISOString(),
            calendarVersion: request.calendarVersion,
          },
          { office: request.office, about: request.id, at: this.clock.now() },
        ),
      );
    }
  }
}
