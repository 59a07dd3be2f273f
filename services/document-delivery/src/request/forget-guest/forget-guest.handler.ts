import { Controller } from '@nestjs/common';
import { visitPersonErased, type EventOf } from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { AddressProofSchema } from '../address-proof.schema.ts';
import { forgetRequests } from '../forget-requests.ts';

/** The person of a visit was erased: so is what they left here without an account. */
@Controller()
export class ForgetGuestHandler {
  @OnEvent(visitPersonErased)
  async forget({ office, data, time }: EventOf<typeof visitPersonErased>, tx: Tx): Promise<void> {
    const { visitId } = data;
    await forgetRequests(tx, { office, visitId, guest: true }, new Date(time));
    await tx.db.delete(AddressProofSchema, { office, visitId });
  }
}
