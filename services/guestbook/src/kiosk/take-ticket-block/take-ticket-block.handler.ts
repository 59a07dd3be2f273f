import { Controller } from '@nestjs/common';
import { takeTicketBlock, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { Kiosk } from '../domain/kiosk.ts';
import { lockedKiosk } from '../kiosks.ts';

@Controller()
export class TakeTicketBlockHandler {
  constructor(
    private readonly transaction: Transaction,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(takeTicketBlock)
  handle(_: RequestOf<typeof takeTicketBlock>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const kiosk = await lockedKiosk(tx, caller);
      const numbers = kiosk.giveOut(this.profile.policies.kiosk.ticketBlock);
      await tx.db.update(Kiosk, { deviceId: kiosk.deviceId }, { issued: kiosk.issued });
      return { numbers };
    });
  }
}
