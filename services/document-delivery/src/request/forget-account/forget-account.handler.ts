import { Controller } from '@nestjs/common';
import { accountClosed, requestCancelled, type EventOf } from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { DocumentRequest } from '../domain/document-request.ts';
import { revokeDeliveries } from '../revoke-deliveries.ts';

/** Somebody left: their requests stay as numbers, their links end. */
@Controller()
export class ForgetAccountHandler {
  @OnEvent(accountClosed)
  async forget(event: EventOf<typeof accountClosed>, tx: Tx): Promise<void> {
    const { accountId } = event.data;
    const at = new Date(event.time);
    const requests = await tx.db.find(DocumentRequest, {
      where: { accountId },
      lock: { mode: 'pessimistic_write' },
    });
    for (const request of requests) {
      const open = request.isOpen;
      request.forget();
      if (open) {
        await tx.publish(
          requestCancelled.create(
            { requestId: request.id, cancelledAt: event.time },
            { office: event.office, about: request.id, at },
          ),
        );
      }
    }
    await tx.db.save(requests);
    await revokeDeliveries(tx, { accountId }, at);
  }
}
