import { Controller } from '@nestjs/common';
import { Clock, type CoreConfig } from '@pst/config';
import {
  messageTo,
  moveVisit,
  visitCalled,
  visitCompleted,
  visitHeld,
  visitLeft,
  visitNoShow,
  visitResumed,
  visitServing,
  type CloudEvent,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Config, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import type { SettledClock, Visit } from '../domain/visit.ts';
import { lockedVisit } from '../locked-visit.ts';
import { announceClock, deskView, record, sealedIn } from '../queue.ts';

type Command = RequestOf<typeof moveVisit>;

/** What an action did: the fact to announce, and the promise it settled, if any. */
interface Moved {
  readonly event: CloudEvent;
  readonly settled?: SettledClock | undefined;
}

/** Everything a desk does with a called visitor, one key each. */
@Controller()
export class MoveVisitHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: CoreConfig,
  ) {}

  @Answers(moveVisit)
  handle(command: Command, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const visit = await lockedVisit(tx, caller.office, command.visitId);
      const actorId = caller.actor.kind === 'account' ? caller.actor.id : null;
      const moved = this.move(visit, command, actorId, now);
      await tx.db.save(visit);
      await record(tx, visit, {
        type: command.action,
        at: now,
        actorId,
        reason: command.reason ?? null,
      });
      await tx.publish(moved.event);
      await announceClock(tx, visit, moved.settled, this.profile.standard.targets);
      if (command.action === 'complete') {
        await this.inviteToRate(tx, visit, caller);
      }
      return deskView(visit, this.personal);
    });
  }

  private move(visit: Visit, command: Command, actorId: string | null, now: Date): Moved {
    const about = { office: visit.office, about: visit.id, at: now };
    const at = now.toISOString();
    const { id: visitId, service } = visit;
    switch (command.action) {
      case 'recall':
        visit.recall(now);
        return {
          event: visitCalled.create(
            {
              visitId,
              ticketNumber: visit.ticketNumber,
              counter: visit.counter ?? '',
              call: visit.calls,
              calledAt: at,
            },
            about,
          ),
        };
      case 'start': {
        const settled = visit.start(actorId, now);
        return {
          settled,
          event: visitServing.create(
            {
              visitId,
              service,
              servingAt: at,
              waitSeconds: visit.waitSeconds(this.time, now),
              timeQuality: visit.timeQuality,
            },
            about,
          ),
        };
      }
      case 'hold':
        visit.hold(now);
        return { event: visitHeld.create({ visitId, heldAt: at }, about) };
      case 'resume':
        visit.resume(now, this.time);
        return { event: visitResumed.create({ visitId, resumedAt: at }, about) };
      case 'complete': {
        const settled = visit.complete(now, this.time);
        return { settled, event: this.completed(visit, now) };
      }
      case 'no-show':
        visit.noShow(now);
        return { event: visitNoShow.create({ visitId, service, at, calls: visit.calls }, about) };
      case 'leave': {
        const left = visit.leave(now);
        return {
          event: visitLeft.create(
            {
              visitId,
              service,
              leftAt: at,
              while: left.while,
              waitSeconds: visit.waitSeconds(this.time, now),
              afterDue: visit.dueAt < now,
            },
            about,
          ),
        };
      }
    }
  }

  private completed(visit: Visit, now: Date): CloudEvent {
    const measured = visit.timeQuality === 'measured';
    const total = this.time.workingSecondsBetween(visit.checkedInAt, now) - visit.heldSeconds;
    const service =
      this.time.workingSecondsBetween(visit.servingAt ?? now, now) - visit.heldSeconds;
    return visitCompleted.create(
      {
        visitId: visit.id,
        service: visit.service,
        completedAt: now.toISOString(),
        totalSeconds: measured ? Math.max(0, total) : null,
        serviceSeconds: measured ? Math.max(0, service) : null,
        timeQuality: visit.timeQuality,
        officerId: visit.officerId,
      },
      { office: visit.office, about: visit.id, at: now },
    );
  }

  /** By mail if they left an address; the ticket page shows the same link in any case. */
  private async inviteToRate(tx: Tx, visit: Visit, caller: Caller): Promise<void> {
    if (visit.emailSealed === null) {
      return;
    }
    await tx.send(
      messageTo({
        office: caller.office,
        to: this.personal.open(visit.emailSealed, sealedIn('email', visit.id)),
        language: caller.language,
        cause: { kind: 'visit', id: visit.id },
        content: {
          template: 'survey-invitation',
          name: this.personal.open(visit.nameSealed, sealedIn('name', visit.id)),
          link: new URL(`/tiket/${visit.code}/penilaian`, this.config.PUBLIC_URL).href,
        },
      }),
    );
  }
}
