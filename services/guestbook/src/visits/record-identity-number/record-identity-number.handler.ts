import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  identityNotChecked,
  identityNumberImpossible,
  notFound,
  recordIdentityNumber,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { AuditTrail, Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { IdentityNumbers } from '../../identity-numbers.ts';
import { plainNumber, whyImpossible } from '../domain/identity-number.ts';
import { identityNumberView } from '../identity-number-view.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';

/** The number of the card that was seen; nothing of it is in the visit's log. */
@Controller()
export class RecordIdentityNumberHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly journal: VisitJournal,
    private readonly numbers: IdentityNumbers,
    private readonly trail: AuditTrail,
  ) {}

  @Answers(recordIdentityNumber)
  handle({ visitId, kind, ...command }: RequestOf<typeof recordIdentityNumber>, caller: Caller) {
    this.numbers.mustBeKept();
    const number = plainNumber(command.number);
    const reason = whyImpossible(kind, number);
    if (reason !== undefined) {
      throw identityNumberImpossible.error({ reason });
    }
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      const visit = await this.journal.locked(tx, office, visitId);
      if (visit.personErasedAt !== null) {
        throw notFound.error({});
      }
      if (visit.identityCheckedKind === null) {
        throw identityNotChecked.error({});
      }
      const recordedAt = this.clock.now();
      const row = await this.numbers.keep(tx, { visitId, office, kind, number, recordedAt });
      await this.trail.write(tx, office, {
        action: 'identity-number-recorded',
        actorId: actorIdOf(caller),
        subjectId: visitId,
      });
      return identityNumberView(tx, row, this.numbers);
    });
  }
}
