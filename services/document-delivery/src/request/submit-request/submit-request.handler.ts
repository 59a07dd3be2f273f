import { Controller } from '@nestjs/common';
import { emailNotVerified, notSignedIn, submitRequest, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { RequestIntake } from '../request-intake.ts';

@Controller()
export class SubmitRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly intake: RequestIntake,
  ) {}

  @Answers(submitRequest)
  handle(wish: RequestOf<typeof submitRequest>, caller: Caller) {
    const { actor } = caller;
    if (actor.kind !== 'account') {
      throw notSignedIn.error({});
    }
    if (!actor.emailVerified) {
      throw emailNotVerified.error({});
    }
    const { id, name, email } = actor;
    const requester = { id, ids: [id], key: id, guest: false, name, email };
    return this.transaction.once(caller, (tx) => this.intake.take(tx, wish, caller, requester));
  }
}
