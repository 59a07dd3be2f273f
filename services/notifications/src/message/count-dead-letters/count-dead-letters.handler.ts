import { Controller } from '@nestjs/common';
import { countDeadMails } from '@pst/contracts';
import { Answers, Bus, countDeadLetters } from '@pst/messaging';

/** Orders for mails that could not even be read: they are in no log, so somebody must hear of them. */
@Controller()
export class CountDeadLettersHandler {
  constructor(private readonly bus: Bus) {}

  @Answers(countDeadMails)
  async handle() {
    return { orders: await countDeadLetters(this.bus.connection, 'notifications') };
  }
}
