import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { deviceRevoked, notFound, revokeDevice, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { Device } from '../domain/device.ts';

/** A lost or replaced device is shut out; the gateway notices within its memory of three seconds. */
@Controller()
export class RevokeDeviceHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(revokeDevice)
  handle({ deviceId }: RequestOf<typeof revokeDevice>, caller: Caller): Promise<null> {
    const { office } = caller;
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const device = await tx.db.findOne(Device, {
        where: { id: deviceId, office },
        lock: { mode: 'pessimistic_write' },
      });
      if (device === null) {
        throw notFound.error({});
      }
      if (device.revoke(now)) {
        await tx.db.update(Device, { id: device.id }, { revokedAt: device.revokedAt });
        await tx.publish(deviceRevoked.create({ deviceId }, { office, about: deviceId, at: now }));
      }
      return null;
    });
  }
}
