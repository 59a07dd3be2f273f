import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { complaintDeadline } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { gauges } from '@pst/telemetry';
import { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;

/** Open cases and their promised dates, whenever somebody collects them. */
@Injectable()
export class DeadlineGauges implements OnApplicationBootstrap, OnModuleDestroy {
  private end = () => {};

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  onApplicationBootstrap(): void {
    const office = this.profile.office.code;
    this.end = gauges(
      ['pst.complaints.open', 'pst.complaints.due', 'pst.complaints.overdue'],
      async (tell) => {
        const now = this.clock.now();
        const today = this.time.startOfDay(this.time.businessDateOf(now));
        const [row]: [{ open: number }] = await this.source.query(
          `select count(*)::int as open from complaint where office = $1 and closed_at is null`,
          [office],
        );
        // A date that has just passed is overdue, whether the sweep has said so or not.
        const dates: { deadline: string; due: number; overdue: number }[] = await this.source.query(
          `select date.deadline,
                    (count(*) filter (where outcome = 'running' and "dueAt" >= $2
                      and "dueAt" < $3))::int as due,
                    (count(*) filter (where outcome = 'overdue'
                      or outcome = 'running' and "dueAt" < $2))::int as overdue
             from complaint,
                  jsonb_to_recordset(deadlines) as date
                    (deadline text, outcome text, "dueAt" timestamptz)
             where office = $1 and closed_at is null
             group by date.deadline`,
          [office, now, new Date(today.getTime() + DAY_MS)],
        );
        tell('pst.complaints.open', row.open, { office });
        for (const deadline of complaintDeadline.options) {
          const counted = dates.find((each) => each.deadline === deadline);
          tell('pst.complaints.due', counted?.due ?? 0, { office, deadline });
          tell('pst.complaints.overdue', counted?.overdue ?? 0, { office, deadline });
        }
      },
    );
  }

  onModuleDestroy(): void {
    this.end();
  }
}
