import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readCompliance, type ComplianceSheet, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { definitionsOf } from '../domain/definitions.ts';
import { monthOf } from '../domain/month.ts';
import { PeriodFigures } from '../figures.ts';

/** The monthly compliance sheet: what it is measured against, the figures, and what they mean. */
@Controller()
export class ReadComplianceHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly figures: PeriodFigures,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readCompliance)
  async handle(
    query: RequestOf<typeof readCompliance>,
    { office }: Caller,
  ): Promise<ComplianceSheet> {
    const { month, from, to, complete, workingDays } = monthOf(
      query.month,
      this.clock.now(),
      this.time,
    );
    const { code, name, unit } = this.profile.office;
    const [figures, measuredAgainst, newest] = await Promise.all([
      this.figures.of({ office, from, to }),
      this.source.query<ComplianceSheet['measuredAgainst']>(
        `select standard, count(*)::int as visits from visit_figure
         where office = $1 and business_date between $2 and $3 and state <> 'cancelled'
           and standard is not null
         group by 1 order by 1`,
        [office, from, to],
      ),
      this.source.query<{ at: Date | null }[]>(
        `select max(time) as at from received_event where office = $1`,
        [office],
      ),
    ]);
    return {
      ...figures,
      month,
      complete,
      office: { code, name, unit },
      standard: this.profile.standard.number,
      measuredAgainst,
      workingDays,
      asOf: newest[0]?.at?.toISOString() ?? null,
      definitions: definitionsOf(this.profile),
    };
  }
}
