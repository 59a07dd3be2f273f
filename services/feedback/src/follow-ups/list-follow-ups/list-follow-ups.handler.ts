import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listFollowUps, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { FollowUp } from '../domain/follow-up.ts';
import { followUpView } from '../follow-up-view.ts';

const MOST = 50;

@Controller()
export class ListFollowUpsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
  ) {}

  @Answers(listFollowUps)
  async handle(_: RequestOf<typeof listFollowUps>, { office }: Caller) {
    const found = await this.source.getRepository(FollowUp).find({
      where: { office },
      order: { completedAt: { direction: 'DESC', nulls: 'FIRST' }, dueOn: 'ASC', id: 'ASC' },
      take: MOST,
    });
    const now = this.clock.now();
    return {
      items: found.map((followUp) => followUpView(followUp, this.time, now)),
      nextCursor: null,
    };
  }
}
