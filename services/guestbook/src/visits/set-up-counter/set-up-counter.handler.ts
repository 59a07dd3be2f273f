import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { setUpCounter, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { counterViews } from '../counter-views.ts';
import { Counters } from '../counters.ts';
import { actorIdOf } from '../visit-journal.ts';

@Controller()
export class SetUpCounterHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly counters: Counters,
  ) {}

  @Answers(setUpCounter)
  handle({ name, services }: RequestOf<typeof setUpCounter>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const { office } = caller;
      const counter = await this.counters.byName(tx, office, name);
      counter.services = services;
      await this.counters.keep(tx, counter, []);
      const businessDate = this.time.businessDateOf(this.clock.now());
      const around = { office, businessDate, actorId: actorIdOf(caller) };
      const [view] = await counterViews(tx.db, [counter], around);
      return view;
    });
  }
}
