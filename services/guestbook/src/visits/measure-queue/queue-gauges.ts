import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { codeLists } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { gauges } from '@pst/telemetry';
import { DataSource } from 'typeorm';

interface Line {
  readonly service: string;
  readonly waits_for: 'counter' | 'workstation';
  readonly length: number;
  readonly since: Date;
}

/** How many wait, and how long the first of them, whenever somebody collects it; nothing of whom. */
@Injectable()
export class QueueGauges implements OnApplicationBootstrap, OnModuleDestroy {
  private end = () => {};

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  onApplicationBootstrap(): void {
    const office = this.profile.office.code;
    this.end = gauges(['pst.queue.length', 'pst.queue.longest_wait'], async (tell) => {
      const now = this.clock.now();
      const lines = await this.lines(office, now);
      for (const service of Object.keys(codeLists.visitService)) {
        for (const waits_for of ['counter', 'workstation'] as const) {
          const line = lines.find(
            (each) => each.service === service && each.waits_for === waits_for,
          );
          const wait = line === undefined ? 0 : this.time.workingSecondsBetween(line.since, now);
          tell('pst.queue.length', line?.length ?? 0, { office, service, waits_for });
          tell('pst.queue.longest_wait', wait, { office, service, waits_for });
        }
      }
    });
  }

  onModuleDestroy(): void {
    this.end();
  }

  private lines(office: string, now: Date): Promise<Line[]> {
    return this.source.query(
      `select service, waits_for, count(*)::int as length, min(since) as since
       from (
         select service, 'counter' as waits_for, checked_in_at as since
         from visit where office = $1 and business_date = $2 and state = 'waiting'
         union all
         select service, 'workstation', workstation_queued_at
         from visit where office = $1 and business_date = $2 and state = 'waiting-for-workstation'
       ) as line
       group by service, waits_for`,
      [office, this.time.businessDateOf(now)],
    );
  }
}
