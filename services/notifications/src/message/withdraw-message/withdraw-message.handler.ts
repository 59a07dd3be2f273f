import { Controller } from '@nestjs/common';
import { deliveryRevoked, type EventOf } from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { Message } from '../domain/message.ts';
import { lockCause } from '../lock-cause.ts';

/** A delivery was taken back: its mail, with the files in it, does not leave if it has not left yet. */
@Controller()
export class WithdrawMessageHandler {
  @OnEvent(deliveryRevoked)
  async withdraw({ data: { deliveryId } }: EventOf<typeof deliveryRevoked>, tx: Tx): Promise<void> {
    await lockCause(tx, deliveryId);
    await tx.db.query(
      `insert into withdrawn_delivery (id) values ($1) on conflict (id) do nothing`,
      [deliveryId],
    );
    const messages = await tx.db.find(Message, {
      where: { causeKind: 'delivery', causeId: deliveryId },
      lock: { mode: 'pessimistic_write' },
    });
    messages.forEach((message) => message.withdraw());
    await tx.db.save(messages);
  }
}
