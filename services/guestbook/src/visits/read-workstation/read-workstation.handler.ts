import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { notFound, readOwnWorkstation, readWorkstation, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource, type FindOptionsWhere } from 'typeorm';
import { deviceIdOf } from '../../device-id.ts';
import { Visit } from '../domain/visit.ts';
import { Workstation } from '../domain/workstation.ts';

/** A desk PC for its own screen: for whom it is held, by the number on the board. */
@Controller()
export class ReadWorkstationHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(readWorkstation)
  handle({ workstationId }: RequestOf<typeof readWorkstation>, { office }: Caller) {
    return this.screen({ id: workstationId, office });
  }

  @Answers(readOwnWorkstation)
  own(_query: RequestOf<typeof readOwnWorkstation>, caller: Caller) {
    return this.screen({ deviceId: deviceIdOf(caller), office: caller.office });
  }

  private async screen(which: FindOptionsWhere<Workstation>) {
    const { manager } = this.source;
    const found = await manager.findOneBy(Workstation, which);
    if (found === null) {
      throw notFound.error({});
    }
    const { id, office, name, state, visitId, dueAt } = found;
    const visit = visitId === null ? null : await manager.findOneBy(Visit, { id: visitId, office });
    return {
      id,
      name,
      state,
      ticketNumber: visit?.ticketNumber ?? null,
      dueAt: dueAt?.toISOString() ?? null,
      at: this.clock.now().toISOString(),
    };
  }
}
