import { Controller } from '@nestjs/common';
import { placeDevice, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { Workstation } from '../domain/workstation.ts';
import { WorkstationPool } from '../workstation-pool.ts';

/** Says which desk PC a registered device stands on; where it stood before, it stands no more. */
@Controller()
export class PlaceDeviceHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly pool: WorkstationPool,
  ) {}

  @Answers(placeDevice)
  handle({ workstationId, deviceId }: RequestOf<typeof placeDevice>, caller: Caller) {
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      await this.pool.lock(tx, office);
      const { id } = await this.pool.workstation(tx, office, workstationId);
      await tx.db.update(Workstation, { office, deviceId }, { deviceId: null });
      await tx.db.update(Workstation, { id, office }, { deviceId });
      return {};
    });
  }
}
