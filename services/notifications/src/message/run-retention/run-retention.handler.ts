import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { runMessageRetention, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Log } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { Logger } from '@pst/telemetry';
import { MessageRetention } from '../retention.ts';

/** Shows an administrator what is due, or erases it now; asked again, there is nothing left to erase. */
@Controller()
export class RunRetentionHandler {
  constructor(
    private readonly retention: MessageRetention,
    private readonly clock: Clock,
    @Log() private readonly log: Logger,
  ) {}

  @Answers(runMessageRetention)
  async handle(
    { dryRun }: RequestOf<typeof runMessageRetention>,
    { office, actor }: Caller,
  ): Promise<ReplyOf<typeof runMessageRetention>> {
    const due = dryRun ? await this.retention.due(office) : await this.retention.erase(office);
    if (!dryRun) {
      const actorId = actor.kind === 'account' ? actor.id : null;
      this.log.info({ ...due, actorId }, 'message log ended by hand');
    }
    return { dryRun, ...due, at: this.clock.now().toISOString() };
  }
}
