import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  addPublication,
  changePublication,
  newId,
  publicationWithdrawn,
  withdrawPublication,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { Publication } from '../domain/publication.ts';
import { lockedPublication } from '../locked-publication.ts';
import { publicationView } from '../publication-view.ts';
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
      return publicationView(tx.db, publication);
    });
  }

  @Answers(changePublication)
  change(command: RequestOf<typeof changePublication>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const publication = await lockedPublication(tx, caller.office, command.publicationId);
      const given = Object.entries(command.changes).filter(([, value]) => value !== undefined);
      const fields = { ...publication.fields, ...Object.fromEntries(given) };
      if (publication.describe(fields, this.clock.now())) {
        await storePublication(tx, publication, 'changed');
      }
      return publicationView(tx.db, publication);
    });
  }

  @Answers(withdrawPublication)
  withdraw(command: RequestOf<typeof withdrawPublication>, caller: Caller): Promise<null> {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const publication = await lockedPublication(tx, caller.office, command.publicationId);
      publication.withdrawn = true;
      publication.changedAt = now;
      await tx.db.save(publication);
      await tx.publish(
        publicationWithdrawn.create(
          { publicationId: publication.id },
          { office: caller.office, about: publication.id, at: now },
        ),
      );
      return null;
    });
  }
}
