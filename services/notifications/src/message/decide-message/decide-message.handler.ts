import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { decideMessage, notFound, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { Message } from '../domain/message.ts';
import { messageView } from '../message-view.ts';

/** What failed or is in doubt waits for somebody to say whether it is sent (again). */
@Controller()
export class DecideMessageHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(decideMessage)
  handle({ messageId, decision }: RequestOf<typeof decideMessage>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const message = await tx.db.findOne(Message, {
        where: { id: messageId, office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      if (message === null) {
        throw notFound.error({});
      }
      message.decide(decision, this.clock.now());
      await tx.db.save(message);
      return messageView(message);
    });
  }
}
