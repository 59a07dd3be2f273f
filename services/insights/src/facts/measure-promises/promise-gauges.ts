import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Office } from '@pst/messaging';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { gauges } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import { isCounted, isMet, PROMISES, targetMinutes } from '../counting.ts';

/** Today's promises, kept and counted as in every report, whenever somebody collects them. */
@Injectable()
export class PromiseGauges implements OnApplicationBootstrap, OnModuleDestroy {
  private end = () => {};

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  onApplicationBootstrap(): void {
    const office = this.profile.office.code;
    const minutes = targetMinutes(this.profile);
    const names = ['pst.promises.due', 'pst.promises.met', 'pst.promises.target'] as const;
    this.end = gauges(names, async (tell) => {
      const columns = PROMISES.flatMap(({ column }) => [
        `(count(*) filter (where ${isCounted(column)}))::int as ${column}_due`,
        `(count(*) filter (where ${isMet(column)}))::int as ${column}_met`,
      ]);
      const [row]: Record<string, number>[] = await this.source.query(
        `select ${columns.join(', ')} from visit_figure
         where office = $1 and business_date = $2 and state <> 'cancelled'`,
        [office, this.time.businessDateOf(this.clock.now())],
      );
      for (const { clock: promise, column } of PROMISES) {
        tell('pst.promises.due', row?.[`${column}_due`] ?? 0, { office, promise });
        tell('pst.promises.met', row?.[`${column}_met`] ?? 0, { office, promise });
        tell('pst.promises.target', minutes[column] * 60, { office, promise });
      }
    });
  }

  onModuleDestroy(): void {
    this.end();
  }
}
