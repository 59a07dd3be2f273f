import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { arrivalImpossible, enterPaperVisit, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { deskView } from '../desk-view.ts';
import { Guestbook } from '../guestbook.ts';
import { actorIdOf, VisitJournal } from '../visit-journal.ts';

/**
 * The officer signs a visitor in: one who stands at the desk, or a line of the paper book. A line from
 * paper counts as a visit, its times never enter a percentile; with `completedAt` it was served already.
 */
@Controller()
export class EnterPaperVisitHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly guestbook: Guestbook,
    private readonly journal: VisitJournal,
  ) {}

  @Answers(enterPaperVisit)
  handle({ arrivedAt, completedAt, ...entry }: RequestOf<typeof enterPaperVisit>, caller: Caller) {
    const now = this.clock.now();
    const arrived = arrivedAt === undefined ? now : new Date(arrivedAt);
    const served = completedAt === undefined ? undefined : new Date(completedAt);
    if (arrived > now || (served !== undefined && (served < arrived || served > now))) {
      throw arrivalImpossible.error({});
    }
    return this.transaction.once(caller, async (tx) => {
      const onPaper = arrivedAt !== undefined;
      const { visit } = await this.guestbook.sign(tx, entry, {
        office: caller.office,
        channel: onPaper ? 'paper' : 'officer',
        arrivedAt: arrived,
        timeQuality: onPaper ? 'backfilled' : 'measured',
      });
      if (served !== undefined) {
        // The paper says that it was served, and not when each step was.
        const by = { actorId: actorIdOf(caller), at: served, reason: 'paper' };
        await this.journal.enter(tx, visit, { type: 'called', counter: 'paper' }, by);
        const seen = { type: 'identity-checked', kind: entry.identityKind } as const;
        await this.journal.enter(tx, visit, seen, by);
        await this.journal.enter(tx, visit, { type: 'started' }, by);
        await this.journal.enter(tx, visit, { type: 'completed' }, by);
      }
      return deskView(visit, this.personal);
    });
  }
}
