import { deliveryRevoked } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { IsNull } from 'typeorm';
import { Delivery } from './domain/delivery.ts';

/** Closes the links of a request, and says so for mails that are still on their way. */
export async function revokeDeliveries(
  tx: Tx,
  { requestId }: { readonly requestId: string },
  now: Date,
): Promise<void> {
  const deliveries = await tx.db.find(Delivery, {
    where: { requestId, revokedAt: IsNull() },
    lock: { mode: 'pessimistic_write' },
  });
  for (const delivery of deliveries) {
    delivery.revokedAt = now;
    await tx.publish(
      deliveryRevoked.create(
        { deliveryId: delivery.id, requestId, revokedAt: now.toISOString() },
        { office: delivery.office, about: requestId, at: now },
      ),
    );
  }
  await tx.db.save(deliveries);
}
