import { Controller } from '@nestjs/common';
import { accountClosed, type EventOf } from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { forgetRequests } from '../forget-requests.ts';

/** Somebody left: their requests stay as numbers, their links end. */
@Controller()
export class ForgetAccountHandler {
  @OnEvent(accountClosed)
  async forget({ data, time }: EventOf<typeof accountClosed>, tx: Tx): Promise<void> {
    await forgetRequests(tx, { accountId: data.accountId }, new Date(time));
  }
}
