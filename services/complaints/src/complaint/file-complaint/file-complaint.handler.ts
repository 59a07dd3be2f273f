import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { fileComplaint, transcribeComplaint, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { handlerOf } from '../handler-of.ts';
import { Register } from '../register.ts';

/** A report enters the register: from the web by its reporter, from paper by an officer. */
@Controller()
export class FileComplaintHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly register: Register,
  ) {}

  @Answers(fileComplaint)
  fromWeb(filing: RequestOf<typeof fileComplaint>, caller: Caller) {
    return this.transaction.once(caller, (tx) =>
      this.register.enter(tx, filing, caller, { channel: 'web', receivedAt: this.clock.now() }),
    );
  }

  @Answers(transcribeComplaint)
  fromPaper(command: RequestOf<typeof transcribeComplaint>, caller: Caller) {
    const { channel, receivedAt, ...filing } = command;
    const now = this.clock.now();
    // Paper cannot have come later than it was typed in.
    const arrived = new Date(Math.min(Date.parse(receivedAt), now.getTime()));
    return this.transaction.once(caller, (tx) =>
      this.register.enter(tx, filing, caller, {
        channel,
        receivedAt: arrived,
        transcribedBy: handlerOf(caller),
      }),
    );
  }
}
