import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { moveCounter, notSignedIn, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { counterViews } from '../counter-views.ts';
import { Counters } from '../counters.ts';
import { actorIdOf } from '../visit-journal.ts';

/** Begins, interrupts or ends a shift. */
@Controller()
export class MoveCounterHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly counters: Counters,
  ) {}

  @Answers(moveCounter)
  handle({ counterId, action }: RequestOf<typeof moveCounter>, caller: Caller) {
    const now = this.clock.now();
    const actorId = actorIdOf(caller);
    if (actorId === null) {
      throw notSignedIn.error({});
    }
    return this.transaction.once(caller, async (tx) => {
      const { office } = caller;
      const counter = await this.counters.byId(tx, office, counterId);
      const changes = {
        open: () => counter.open(actorId, now),
        pause: () => counter.pause(now),
        close: () => counter.close(now),
      }[action]();
      await this.counters.keep(tx, counter, changes);
      const around = { office, businessDate: this.time.businessDateOf(now), actorId };
      const [view] = await counterViews(tx.db, [counter], around);
      return view;
    });
  }
}
