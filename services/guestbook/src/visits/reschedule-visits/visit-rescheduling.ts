import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { visitRescheduled } from '@pst/contracts';
import { Office, OfficeCalendar } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { OPEN_STATES, Visit } from '../domain/visit.ts';
import { holdTheLine } from '../line-lock.ts';
import { VisitJournal } from '../visit-journal.ts';

const BATCH = 100;

/** Open visits that were promised by an older calendar of the office are promised by the newest. */
@Injectable()
export class VisitRescheduling {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly journal: VisitJournal,
    calendar: OfficeCalendar,
    @Office() private readonly profile: OfficeProfile,
  ) {
    calendar.keepUp(() => this.reschedule());
  }

  /** How many visits it looked at; a second time finds none. */
  async reschedule(): Promise<number> {
    const { code: office } = this.profile.office;
    const now = this.clock.now();
    // Yesterday's are closed by the sweep; the day bounds what is looked through.
    const stale: { id: string }[] = await this.source.query(
      `select id from visit
       where office = $1 and business_date >= $2 and state = any($3) and calendar_version < $4
       limit ${BATCH}`,
      [office, this.time.businessDateOf(now), OPEN_STATES, this.time.calendarVersion],
    );
    if (stale.length === 0) {
      return 0;
    }
    const ids = stale.map(({ id }) => id);
    return this.transaction.run((tx) => this.look(tx, office, ids, now));
  }

  private async look(tx: Tx, office: string, ids: readonly string[], now: Date): Promise<number> {
    await holdTheLine(tx, office);
    const visits = await tx.db
      .createQueryBuilder(Visit, 'visit')
      .where('visit.id = any(:ids) and visit.calendarVersion < :version', {
        ids,
        version: this.time.calendarVersion,
      })
      .orderBy('visit.id')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    for (const visit of visits) {
      const moved = visit.reschedule(this.journal.rules);
      await this.journal.keep(tx, visit);
      if (moved) {
        await tx.publish(
          visitRescheduled.create(
            {
              visitId: visit.id,
              dueAt: visit.dueAt.toISOString(),
              totalDueAt: visit.totalDueAt.toISOString(),
              calendarVersion: visit.calendarVersion,
            },
            { office, about: visit.id, at: now },
          ),
        );
      }
    }
    return visits.length;
  }
}
