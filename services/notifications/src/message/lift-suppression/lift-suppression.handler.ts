import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { liftSuppression, notFound, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { IsNull } from 'typeorm';
import { SuppressionSchema } from '../suppression.schema.ts';
import { suppressionView } from '../suppression-view.ts';

/** Mails go to the address again; the row stays and says who decided so, and why. */
@Controller()
export class LiftSuppressionHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly personal: PersonalData,
    private readonly clock: Clock,
  ) {}

  @Answers(liftSuppression)
  handle({ suppressionId, reason }: RequestOf<typeof liftSuppression>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const row = await tx.db.findOne(SuppressionSchema, {
        where: { id: suppressionId, office: caller.office, liftedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (row === null) {
        throw notFound.error({});
      }
      const { actor } = caller;
      return suppressionView(
        await tx.db.save(SuppressionSchema, {
          ...row,
          addressSealed: null,
          liftedAt: this.clock.now(),
          liftedBy: actor.kind === 'account' ? actor.id : null,
          liftReason: reason,
        }),
        this.personal,
      );
    });
  }
}
