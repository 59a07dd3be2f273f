import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  moveWorkstation,
  notFound,
  workstationOffered,
  workstationReleased,
  workstationStarted,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { stateAfter } from '../domain/workstation.ts';
import { WorkstationSchema } from '../workstation.schema.ts';
import { workstationView } from '../workstation-view.ts';

const ANNOUNCED = {
  offer: workstationOffered,
  start: workstationStarted,
  release: workstationReleased,
} as const;

/** Hands a desk PC to a visitor and takes it back. */
@Controller()
export class MoveWorkstationHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(moveWorkstation)
  handle(command: RequestOf<typeof moveWorkstation>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const row = await tx.db.findOne(WorkstationSchema, {
        where: { id: command.workstationId, office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      if (row === null) {
        throw notFound.error({});
      }
      const { action } = command;
      row.state = stateAfter(row.state, action);
      const visitId = command.visitId ?? row.visitId;
      row.visitId = row.state === 'offered' || row.state === 'in-use' ? visitId : null;
      row.since = now;
      await tx.db.save(WorkstationSchema, row);
      if (action === 'offer' || action === 'start' || action === 'release') {
        await tx.publish(
          ANNOUNCED[action].create(
            { workstationId: row.id, visitId, at: now.toISOString() },
            { office: caller.office, about: row.id, at: now },
          ),
        );
      }
      return workstationView(row);
    });
  }
}
