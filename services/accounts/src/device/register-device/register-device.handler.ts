import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  deviceRegistered,
  newId,
  notSignedIn,
  registerDevice,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { hashToken, randomToken, type Caller } from '@pst/security';
import { Device } from '../domain/device.ts';

/** A device gets its token, once; whoever sets it up carries it there as a QR code or link. */
@Controller()
export class RegisterDeviceHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(registerDevice)
  handle({ name, kind }: RequestOf<typeof registerDevice>, caller: Caller) {
    const { office, actor } = caller;
    if (actor.kind !== 'account') {
      throw notSignedIn.error({});
    }
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const id = newId(now.getTime());
      const token = randomToken();
      await tx.db.insert(
        Device,
        Device.registered({
          id,
          office,
          name,
          kind,
          tokenHash: hashToken(token),
          registeredAt: now,
          registeredBy: actor.id,
        }),
      );
      await tx.publish(
        deviceRegistered.create({ deviceId: id, kind }, { office, about: id, at: now }),
      );
      return { id, token };
    });
  }
}
