import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listCounters, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { counterViews } from '../counter-views.ts';
import { Counter } from '../domain/counter.ts';
import { actorIdOf } from '../visit-journal.ts';

const MOST = 100;

@Controller()
export class ListCountersHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
  ) {}

  @Answers(listCounters)
  async handle(_query: RequestOf<typeof listCounters>, caller: Caller) {
    const { office } = caller;
    const counters = await this.source
      .getRepository(Counter)
      .find({ where: { office }, order: { name: 'ASC' }, take: MOST });
    const businessDate = this.time.businessDateOf(this.clock.now());
    const around = { office, businessDate, actorId: actorIdOf(caller) };
    return { items: await counterViews(this.source.manager, counters, around) };
  }
}
