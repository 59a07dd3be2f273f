import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { changeAccess, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { changeSoftcopyAccess } from '../change-access.ts';
import { lockedPublication } from '../locked-publication.ts';
import { publicationView } from '../publication-view.ts';
import { handOf } from '../record-change.ts';

@Controller()
export class ChangeAccessHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(changeAccess)
  handle(command: RequestOf<typeof changeAccess>, caller: Caller) {
    const { publicationId, access, reason } = command;
    return this.transaction.once(caller, async (tx) => {
      const publication = await lockedPublication(tx, caller.office, publicationId);
      const hand = handOf(caller, reason);
      await changeSoftcopyAccess(tx, publication, access, hand, this.clock.now());
      return publicationView(tx.db, publication);
    });
  }
}
