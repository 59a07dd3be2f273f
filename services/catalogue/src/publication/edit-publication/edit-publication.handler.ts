import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  addPublication,
  changePublication,
  newId,
  withdrawPublication,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { changeDescription, withdrawFromCatalogue } from '../change-publication.ts';
import { Publication } from '../domain/publication.ts';
import { lockedPublication } from '../locked-publication.ts';
import { publicationView } from '../publication-view.ts';
import { handOf, recordChange } from '../record-change.ts';
import { storePublication } from '../store-publication.ts';

/** The librarian's hand in the catalogue. */
@Controller()
export class EditPublicationHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(addPublication)
  add(fields: RequestOf<typeof addPublication>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const id = newId(now.getTime());
      const publication = Publication.described(
        { id, office: caller.office, origin: null },
        fields,
        now,
      );
      await storePublication(tx, publication, 'added');
      await recordChange(tx, publication, { ...handOf(caller, undefined), action: 'added' }, now);
      return publicationView(tx.db, publication);
    });
  }

  @Answers(changePublication)
  change(command: RequestOf<typeof changePublication>, caller: Caller) {
    const { publicationId, reason, ...changes } = command;
    return this.transaction.once(caller, async (tx) => {
      const publication = await lockedPublication(tx, caller.office, publicationId);
      const named = Object.entries(changes).filter(([, value]) => value !== undefined);
      const described = { ...publication.fields, ...Object.fromEntries(named) };
      const kept = Object.entries(described).filter(([, value]) => value !== null);
      const fields = addPublication.request.parse(Object.fromEntries(kept));
      await changeDescription(tx, publication, fields, handOf(caller, reason), this.clock.now());
      return publicationView(tx.db, publication);
    });
  }

  @Answers(withdrawPublication)
  withdraw(command: RequestOf<typeof withdrawPublication>, caller: Caller): Promise<null> {
    return this.transaction.once(caller, async (tx) => {
      const publication = await lockedPublication(tx, caller.office, command.publicationId);
      const hand = handOf(caller, command.reason);
      await withdrawFromCatalogue(tx, publication, hand, this.clock.now());
      return null;
    });
  }
}
