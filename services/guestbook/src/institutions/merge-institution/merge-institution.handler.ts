import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { institutionMerged, mergeInstitution, notFound, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { InstitutionBook } from '../institution-book.ts';
import { InstitutionSchema } from '../institution.schema.ts';

/** Two names were one institution: spellings and visits move over, and the first name goes. */
@Controller()
export class MergeInstitutionHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly book: InstitutionBook,
  ) {}

  @Answers(mergeInstitution)
  handle({ institutionId, intoId }: RequestOf<typeof mergeInstitution>, caller: Caller) {
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      if (institutionId === intoId) {
        throw notFound.error({});
      }
      // Always in the same order, so that two merges crossing each other cannot wait for each other.
      for (const id of [institutionId, intoId].toSorted()) {
        await this.book.locked(tx, office, id);
      }
      const into = await this.book.locked(tx, office, intoId);
      await tx.db.query(
        `update institution_spelling set institution_id = $2 where institution_id = $1`,
        [institutionId, intoId],
      );
      await tx.db.query(`update visit set institution_id = $2 where institution_id = $1`, [
        institutionId,
        intoId,
      ]);
      await tx.db.delete(InstitutionSchema, { id: institutionId, office });
      const at = this.clock.now();
      await tx.publish(
        institutionMerged.create({ institutionId, intoId }, { office, about: institutionId, at }),
      );
      return this.book.view(tx, into);
    });
  }
}
