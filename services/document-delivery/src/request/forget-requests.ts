import { requestCancelled } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { FindOptionsWhere } from 'typeorm';
import { DocumentRequest } from './domain/document-request.ts';
import { revokeDeliveries } from './revoke-deliveries.ts';

/** Nothing of the person stays in these requests, and their links end. */
export async function forgetRequests(
  tx: Tx,
  of: FindOptionsWhere<DocumentRequest>,
  at: Date,
): Promise<void> {
  const requests = await tx.db.find(DocumentRequest, {
    where: of,
    lock: { mode: 'pessimistic_write' },
  });
  for (const request of requests) {
    const open = request.isOpen;
    request.forget();
    if (open) {
      await tx.publish(
        requestCancelled.create(
          { requestId: request.id, cancelledAt: at.toISOString() },
          { office: request.office, about: request.id, at },
        ),
      );
    }
    await revokeDeliveries(tx, { requestId: request.id }, at);
  }
  await tx.db.save(requests);
}
