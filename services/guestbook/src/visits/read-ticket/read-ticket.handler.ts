import { Controller } from '@nestjs/common';
import { notFound, readTicket, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { Visit } from '../domain/visit.ts';

/** The visitor's own ticket, found by its random code. */
@Controller()
export class ReadTicketHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(readTicket)
  async handle(query: RequestOf<typeof readTicket>, caller: Caller) {
    const visit = await this.source
      .getRepository(Visit)
      .findOneBy({ code: query.code.toUpperCase(), office: caller.office });
    if (visit === null) {
      throw notFound.error({});
    }
    return {
      id: visit.id,
      code: visit.code,
      ticketNumber: visit.ticketNumber,
      service: visit.service,
      state: visit.state,
      position: visit.state === 'waiting' ? await this.positionOf(visit) : null,
      counter: visit.counter,
      checkedInAt: visit.checkedInAt.toISOString(),
      dueAt: visit.dueAt.toISOString(),
      totalDueAt: visit.totalDueAt.toISOString(),
      completedAt: visit.completedAt?.toISOString() ?? null,
      // The gateway asks feedback for it: nobody reads another service's data.
      surveyUrl: null,
    };
  }

  private async positionOf(visit: Visit): Promise<number> {
    const [{ position }]: [{ position: number }] = await this.source.query(
      `select count(*)::int + 1 as position from visit
       where office = $1 and business_date = $2 and state = 'waiting'
         and (queue_order, id) < ($3, $4)`,
      [visit.office, visit.businessDate, visit.queueOrder, visit.id],
    );
    return position;
  }
}
