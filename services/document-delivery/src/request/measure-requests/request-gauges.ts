import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import { gauges } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import { UNSETTLED } from '../domain/document-request.ts';

/** Requests whose promise still runs, whenever somebody collects them. */
@Injectable()
export class RequestGauges implements OnApplicationBootstrap, OnModuleDestroy {
  private end = () => {};

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  onApplicationBootstrap(): void {
    const office = this.profile.office.code;
    this.end = gauges(
      ['pst.document_requests.waiting', 'pst.document_requests.overdue'],
      async (tell) => {
        const rows: { state: string; waiting: number; overdue: number }[] = await this.source.query(
          `select state, count(*)::int as waiting,
                    (count(*) filter (where due_at < $3))::int as overdue
             from document_request where office = $1 and state = any($2) group by state`,
          [office, UNSETTLED, this.clock.now()],
        );
        for (const state of UNSETTLED) {
          const counted = rows.find((each) => each.state === state);
          tell('pst.document_requests.waiting', counted?.waiting ?? 0, { office, state });
          tell('pst.document_requests.overdue', counted?.overdue ?? 0, { office, state });
        }
      },
    );
  }

  onModuleDestroy(): void {
    this.end();
  }
}
