import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { addWorkstation, changedMeanwhile, newId, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { Workstation } from '../domain/workstation.ts';
import { WorkstationPool } from '../workstation-pool.ts';
import { workstationView } from '../workstation-view.ts';

@Controller()
export class AddWorkstationHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly pool: WorkstationPool,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(addWorkstation)
  handle({ name }: RequestOf<typeof addWorkstation>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const { office } = caller;
      await this.pool.lock(tx, office);
      if (await tx.db.existsBy(Workstation, { office, name })) {
        throw changedMeanwhile.error({});
      }
      const added = Workstation.added({ id: newId(), office, name, since: this.clock.now() });
      await tx.db.save(added);
      await this.pool.offerFree(tx, office);
      const workstation = await this.pool.workstation(tx, office, added.id);
      const minutes = this.profile.policies.queue.workstationSoftLimitMinutes;
      return workstationView(workstation, null, { time: this.time, minutes });
    });
  }
}
