import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { correctionImpossible, correctVisit, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { correctionOf } from '../announcements.ts';
import { deskView } from '../desk-view.ts';
import { isCorrection } from '../domain/visit-log.ts';
import { Visit } from '../domain/visit.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';

/**
 * A time was written wrongly: somebody pressed late. The log gains a line that says so, the visit is
 * replayed, and what follows from it is announced (service-domain 3.1).
 */
@Controller()
export class CorrectVisitHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly journal: VisitJournal,
  ) {}

  @Answers(correctVisit)
  handle(command: RequestOf<typeof correctVisit>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const known = await this.journal.locked(tx, caller.office, command.visitId);
      const log = await this.journal.logOf(tx, known.id);
      const wrong = log.find(({ seq }) => seq === command.seq);
      if (wrong === undefined || isCorrection(wrong.fact)) {
        throw correctionImpossible.error({});
      }
      const correction = {
        fact: { type: 'corrected', seq: command.seq, to: command.at } as const,
        at: now,
        actorId: actorIdOf(caller),
        reason: command.reason,
      };
      const { rules } = this.journal;
      const seq = log.length + 1;
      const visit = Visit.replayed(
        known,
        [...log, { ...correction, seq, recordedAt: now }],
        rules,
        now,
      );
      await this.journal.keep(tx, visit, correction);
      const correctedAt = new Date(command.at);
      await tx.publish(correctionOf(visit, wrong, correctedAt, command.reason, rules, now));
      return deskView(visit, this.personal);
    });
  }
}
