import { Controller, Get, Param, Query } from '@nestjs/common';
import { Clock } from '@pst/config';
import { describePublications, notFound, readTitleUse, type ReplyOf } from '@pst/contracts';
import type { OfficeProfile } from '@pst/service-standard';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Office } from '../http/injected.ts';
import { Services } from '../http/services.ts';
import { counterReport, counterReportId, counterReportOf, type Counted } from './counter-report.ts';

interface Period {
  readonly from: string;
  readonly to: string;
}

/** The use of the collection as libraries compare it: insights counts, the catalogue has the titles. */
@Controller('v1/reports/counter')
export class CounterController {
  constructor(
    private readonly services: Services,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Get(':reportId')
  @Asks(readTitleUse, {
    reply: counterReport,
    summary: 'COUNTER 5.1: `pr` the platform, `ir` each item',
  })
  async read(
    @Param('reportId') reportId: string,
    @Query() { from, to }: Period,
    @From() request: FastifyRequest,
  ) {
    const id = counterReportId.safeParse(reportId);
    if (!id.success) {
      throw notFound.error({});
    }
    const items: Counted['items'][number][] = [];
    let searches: Counted['searches'] = [];
    let after: string | undefined;
    let complete = false;
    while (!complete) {
      const use: ReplyOf<typeof readTitleUse> = await this.services.ask(
        readTitleUse,
        { from, to, ...(after !== undefined && { after }) },
        request,
      );
      const months = new Map(use.items.map((item) => [item.publicationId, item.months]));
      const described = await this.services.ask(
        describePublications,
        { publicationIds: [...months.keys()] },
        request,
      );
      for (const publication of described.items) {
        items.push({ publication, months: months.get(publication.id) ?? [] });
      }
      ({ complete, searches } = use);
      after = use.items.at(-1)?.publicationId;
    }
    const office = this.profile.office.name;
    return counterReportOf(id.data, { from, to, office, now: this.clock.now(), items, searches });
  }
}
