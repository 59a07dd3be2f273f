import { Controller } from '@nestjs/common';
import { listWorkstations, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { Workstation } from '../domain/workstation.ts';
import { workstationView } from '../workstation-view.ts';

const MOST = 100;

/** The desk PCs, and who waits for one, in the order in which they will be offered one. */
@Controller()
export class ListWorkstationsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(listWorkstations)
  async handle(_query: RequestOf<typeof listWorkstations>, { office }: Caller) {
    const workstations = await this.source
      .getRepository(Workstation)
      .find({ where: { office }, order: { name: 'ASC' }, take: MOST });
    const visits: { id: string; ticketNumber: string; state: string; since: Date | null }[] =
      await this.source.query(
        `select id, ticket_number as "ticketNumber", state, workstation_queued_at as since
         from visit
         where office = $1
           and state in ('waiting-for-workstation', 'workstation-offered', 'at-workstation')
         order by (priority is null), workstation_queued_at, queue_order, ticket_number`,
        [office],
      );
    const ticketOf = new Map(visits.map(({ id, ticketNumber }) => [id, ticketNumber]));
    const limit = {
      time: this.time,
      minutes: this.profile.policies.queue.workstationSoftLimitMinutes,
    };
    return {
      items: workstations.map((workstation) =>
        workstationView(workstation, ticketOf.get(workstation.visitId ?? '') ?? null, limit),
      ),
      waiting: visits
        .filter(({ state }) => state === 'waiting-for-workstation')
        .map(({ id, ticketNumber, since }) => ({
          visitId: id,
          ticketNumber,
          since: since?.toISOString() ?? '',
        })),
    };
  }
}
