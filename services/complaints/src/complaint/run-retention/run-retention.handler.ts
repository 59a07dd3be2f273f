import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { runComplaintRetention, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Log } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { Logger } from '@pst/telemetry';
import { handlerOf } from '../handler-of.ts';
import { ComplaintRetention } from '../retention.ts';

/** Shows the head what is due, or erases it now; asked again, there is nothing left to erase. */
@Controller()
export class RunRetentionHandler {
  constructor(
    private readonly retention: ComplaintRetention,
    private readonly clock: Clock,
    @Log() private readonly log: Logger,
  ) {}

  @Answers(runComplaintRetention)
  async handle(
    { dryRun }: RequestOf<typeof runComplaintRetention>,
    caller: Caller,
  ): Promise<ReplyOf<typeof runComplaintRetention>> {
    const { office } = caller;
    const due = dryRun ? await this.retention.due(office) : await this.retention.erase(office);
    if (!dryRun) {
      this.log.info({ due, actorId: handlerOf(caller) }, 'cases erased by hand');
    }
    const classes = due.map((each) => ({ ...each, before: each.before.toISOString() }));
    return { dryRun, classes, at: this.clock.now().toISOString() };
  }
}
