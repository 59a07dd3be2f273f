import { Injectable } from '@nestjs/common';
import type { ReplyOf, readTicket } from '@pst/contracts';
import type { EntityManager } from 'typeorm';
import type { Visit } from './domain/visit.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A visit as its visitor sees it. */
@Injectable()
export class TicketViews {
  async of(visit: Visit, db: EntityManager): Promise<ReplyOf<typeof readTicket>> {
    const { position, workstation } = await this.around(visit, db);
    return {
      id: visit.id,
      code: visit.code,
      ticketNumber: visit.ticketNumber,
      service: visit.service,
      state: visit.state,
      position: visit.state === 'waiting' ? position : null,
      counter: visit.counter,
      workstation,
      workstationDueAt: visit.state === 'workstation-offered' ? iso(visit.workstationDueAt) : null,
      checkedInAt: visit.checkedInAt.toISOString(),
      dueAt: visit.dueAt.toISOString(),
      totalDueAt: visit.totalDueAt.toISOString(),
      completedAt: iso(visit.completedAt),
      // The gateway asks feedback for it: nobody reads another service's data.
      surveyUrl: null,
    };
  }

  /** The place in line and the workstation's name, in one question. */
  private async around(
    visit: Visit,
    db: EntityManager,
  ): Promise<{ position: number; workstation: string | null }> {
    const [found]: [{ position: number; workstation: string | null }] = await db.query(
      `select
         (select count(*)::int + 1 from visit
          where office = $1 and business_date = $2 and state = 'waiting'
            and ((priority is null), queue_order, ticket_number) < ($3, $4::bigint, $5)) as position,
         (select name from workstation where id = $6 and office = $1) as workstation`,
      [
        visit.office,
        visit.businessDate,
        visit.priority === null,
        visit.queueOrder,
        visit.ticketNumber,
        visit.workstationId,
      ],
    );
    return found;
  }
}
