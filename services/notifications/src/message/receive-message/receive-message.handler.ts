import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import type { SendMessage } from '@pst/contracts';
import { OnMessage } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { Message } from '../domain/message.ts';
import { lockCause } from '../lock-cause.ts';
import { WithdrawnDeliverySchema } from '../message.schema.ts';
import { sealedIn } from '../sealed-message.ts';
import { Suppressions } from '../suppressions.ts';

/** Takes a command off the work queue and into the database, from where it is sent. */
@Controller()
export class ReceiveMessageHandler {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly suppressions: Suppressions,
  ) {}

  @OnMessage()
  async receive(message: SendMessage, tx: Tx): Promise<void> {
    await lockCause(tx, message.cause.id);
    const received = Message.received({
      id: message.id,
      office: message.office,
      template: message.content.template,
      causeKind: message.cause.kind,
      causeId: message.cause.id,
      toIndex: this.suppressions.indexOf(message.to),
      sealed: this.personal.seal(JSON.stringify(message), sealedIn(message.id)),
      createdAt: this.clock.now(),
    });
    if (await tx.db.existsBy(WithdrawnDeliverySchema, { id: message.cause.id })) {
      received.withdraw();
    }
    await tx.db.insert(Message, received);
  }
}
