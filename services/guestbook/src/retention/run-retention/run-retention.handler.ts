import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { runRetention, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { Retention } from '../retention.ts';

/** Shows an administrator what is due, or erases it now; asked again, there is nothing left to erase. */
@Controller()
export class RunRetentionHandler {
  constructor(
    private readonly retention: Retention,
    private readonly clock: Clock,
  ) {}

  @Answers(runRetention)
  async handle(
    { dryRun }: RequestOf<typeof runRetention>,
    caller: Caller,
  ): Promise<ReplyOf<typeof runRetention>> {
    const { office, actor } = caller;
    const actorId = actor.kind === 'account' ? actor.id : null;
    const { before, visits, oldestAt } = dryRun
      ? await this.retention.due(office)
      : await this.retention.erase(office, actorId);
    return {
      dryRun,
      before: before.toISOString(),
      visits,
      oldestAt: oldestAt?.toISOString() ?? null,
      at: this.clock.now().toISOString(),
    };
  }
}
