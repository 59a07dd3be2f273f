import { Controller } from '@nestjs/common';
import { notFound, revealIdentityNumber, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { AuditTrail, Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { IdentityNumberSchema } from '../../identity-number.schema.ts';
import { IdentityNumbers } from '../../identity-numbers.ts';
import { actorIdOf } from '../visit-journal.ts';

/** The whole number, for a reason; the line of the audit log and the answer exist together or not at all. */
@Controller()
export class RevealIdentityNumberHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly numbers: IdentityNumbers,
    private readonly trail: AuditTrail,
  ) {}

  @Answers(revealIdentityNumber)
  handle({ visitId, reason }: RequestOf<typeof revealIdentityNumber>, caller: Caller) {
    this.numbers.mustBeKept();
    const { office } = caller;
    // Not once per key: an answer that is kept for repetitions would outlive the number.
    return this.transaction.run(async (tx) => {
      const row = await tx.db.findOneBy(IdentityNumberSchema, { visitId, office });
      if (row === null) {
        throw notFound.error({});
      }
      await this.trail.write(tx, office, {
        action: 'identity-number-revealed',
        actorId: actorIdOf(caller),
        subjectId: visitId,
        reason,
      });
      return { visitId, kind: row.kind, number: this.numbers.open(row) };
    });
  }
}
