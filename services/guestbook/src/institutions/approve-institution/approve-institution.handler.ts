import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  approveInstitution,
  institutionApproved,
  institutionKnown,
  newId,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { spellingIndexOf } from '../../sealed-person.ts';
import { spellingOf } from '../../spelling.ts';
import { InstitutionBook } from '../institution-book.ts';
import {
  InstitutionSchema,
  InstitutionSpellingSchema,
  type InstitutionRow,
} from '../institution.schema.ts';

/** The one way in which a name becomes public: an officer says that it is an institution's. */
@Controller()
export class ApproveInstitutionHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly book: InstitutionBook,
  ) {}

  @Answers(approveInstitution)
  handle({ name, category, spelling }: RequestOf<typeof approveInstitution>, caller: Caller) {
    const { office } = caller;
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const key = spellingIndexOf(this.personal, name);
      const row: InstitutionRow = {
        id: newId(now.getTime()),
        office,
        name,
        spelling: spellingOf(name),
        category,
        approvedAt: now,
      };
      // Two officers approving one name at once: the second waits here until the first has committed.
      const mine: unknown[] = await tx.db.query(
        `insert into institution_spelling (office, key, institution_id) values ($1, $2, $3)
         on conflict (office, key) do nothing returning key`,
        [office, key, row.id],
      );
      if (mine.length === 0) {
        // A statement of its own, because only a later one sees what the other has committed.
        const known = await tx.db.findOneByOrFail(InstitutionSpellingSchema, { office, key });
        throw institutionKnown.error({ institutionId: known.institutionId });
      }
      await tx.db.insert(InstitutionSchema, row);
      await tx.publish(
        institutionApproved.create(
          { institutionId: row.id, category },
          { office, about: row.id, at: now },
        ),
      );
      for (const known of new Set([key, spelling ?? key])) {
        await this.book.link(tx, row, known, now);
      }
      return this.book.view(tx, row);
    });
  }
}
