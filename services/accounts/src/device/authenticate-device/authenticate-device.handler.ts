import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { authenticateDevice, notSignedIn, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { hashToken, type Caller } from '@pst/security';
import { DataSource, IsNull } from 'typeorm';
import { Device } from '../domain/device.ts';

/** Which device holds this token; asked by the gateway, as it asks for people. */
@Controller()
export class AuthenticateDeviceHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(authenticateDevice)
  async handle({ token }: RequestOf<typeof authenticateDevice>, { office }: Caller) {
    const devices = this.source.getRepository(Device);
    const device = await devices.findOneBy({
      tokenHash: hashToken(token),
      office,
      revokedAt: IsNull(),
    });
    if (device === null) {
      throw notSignedIn.error({});
    }
    if (device.see(this.clock.now())) {
      await devices.update({ id: device.id }, { lastSeenAt: device.lastSeenAt });
    }
    return { id: device.id, name: device.name, kind: device.kind };
  }
}
