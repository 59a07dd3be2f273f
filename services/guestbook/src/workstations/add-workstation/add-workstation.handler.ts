import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { addWorkstation, changedMeanwhile, newId, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkstationSchema, type WorkstationRow } from '../workstation.schema.ts';
import { workstationView } from '../workstation-view.ts';

@Controller()
export class AddWorkstationHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(addWorkstation)
  handle(command: RequestOf<typeof addWorkstation>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const { office } = caller;
      if (await tx.db.existsBy(WorkstationSchema, { office, name: command.name })) {
        throw changedMeanwhile.error({});
      }
      const row: WorkstationRow = {
        id: newId(),
        office,
        name: command.name,
        state: 'free',
        visitId: null,
        since: this.clock.now(),
      };
      await tx.db.insert(WorkstationSchema, row);
      return workstationView(row);
    });
  }
}
