import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { addCopy, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { lockedPublication } from '../locked-publication.ts';
import { copyView } from '../publication-view.ts';
import { handOf, recordChange } from '../record-change.ts';
import { storeCopy } from '../store-copy.ts';

@Controller()
export class AddCopyHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(addCopy)
  handle(command: RequestOf<typeof addCopy>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const publication = await lockedPublication(tx, caller.office, command.publicationId);
      const { shelfMark, label = null, condition } = command;
      const now = this.clock.now();
      const change = { ...handOf(caller, undefined), action: 'copy-added' } as const;
      await recordChange(tx, publication, change, now);
      return copyView(await storeCopy(tx, publication, { shelfMark, label, condition }, now));
    });
  }
}
