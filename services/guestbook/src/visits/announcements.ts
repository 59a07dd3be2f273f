import {
  serviceLevelAtRisk,
  serviceLevelBreached,
  serviceLevelMet,
  visitCalled,
  visitCancelled,
  visitClosedAtEndOfDay,
  visitCompleted,
  visitCorrected,
  visitHeld,
  visitIdentityChecked,
  visitLeft,
  visitNoShow,
  visitPrioritised,
  visitQueuedForWorkstation,
  visitResumed,
  visitReturned,
  visitServing,
  visitTransferred,
  type CloudEvent,
} from '@pst/contracts';
import type { ClockName, ServiceRules, SettledClock } from './domain/clocks.ts';
import type { VisitEntry } from './domain/visit-log.ts';
import type { OpenState, Visit } from './domain/visit.ts';
import { respondentOf } from './respondent.ts';

/** The visit as it was just before an entry, as far as its announcement speaks of that. */
export type Before = Pick<Visit, 'state' | 'service'>;

/**
 * The fact to announce for a new entry of a visit's log; undefined for what other announcements say
 * (those of the workstation and of a privacy request).
 */
export function announcementOf(
  visit: Visit,
  before: Before,
  { fact, at, reason }: Omit<VisitEntry, 'seq' | 'recordedAt'>,
  rules: ServiceRules,
): CloudEvent | undefined {
  const about = { office: visit.office, about: visit.id, at };
  const when = at.toISOString();
  const { id: visitId, service } = visit;
  switch (fact.type) {
    case 'checked-in':
    case 'corrected':
    case 'workstation-offered':
    case 'workstation-offer-expired':
    case 'handed-over':
    case 'person-corrected':
      return undefined;
    case 'prioritised':
      return visitPrioritised.create({ visitId, priority: fact.priority }, about);
    case 'identity-checked':
      return visitIdentityChecked.create({ visitId, kind: fact.kind }, about);
    case 'called':
    case 'recalled':
      return visitCalled.create(
        {
          visitId,
          ticketNumber: visit.ticketNumber,
          counter: visit.counter ?? '',
          call: visit.calls,
          calledAt: when,
        },
        about,
      );
    case 'started':
      return visitServing.create(
        {
          visitId,
          service,
          servingAt: when,
          waitSeconds: visit.waitSeconds(rules) ?? 0,
          timeQuality: visit.timeQuality,
        },
        about,
      );
    case 'held':
      return visitHeld.create({ visitId, heldAt: when }, about);
    case 'resumed':
      return visitResumed.create({ visitId, resumedAt: when }, about);
    case 'transferred':
      return visitTransferred.create(
        { visitId, from: before.service, to: service, at: when },
        about,
      );
    case 'queued-for-workstation':
      return visitQueuedForWorkstation.create({ visitId, at: when }, about);
    case 'completed':
      return visitCompleted.create(
        {
          visitId,
          service,
          completedAt: when,
          ...measuredDurations(visit, rules),
          timeQuality: visit.timeQuality,
          officerId: visit.officerId,
          ...respondentOf(visit),
        },
        about,
      );
    case 'no-show':
      return visitNoShow.create(
        {
          visitId,
          service,
          at: when,
          calls: visit.calls,
          calledLate: visit.firstCalledAt !== null && visit.firstCalledAt > visit.dueAt,
        },
        about,
      );
    case 'returned':
      return visitReturned.create({ visitId, at: when }, about);
    case 'left':
      return visitLeft.create(
        {
          visitId,
          service,
          leftAt: when,
          while: before.state as OpenState, // only an open visit can be left
          waitSeconds:
            visit.waitSeconds(rules) ?? rules.time.workingSecondsBetween(visit.checkedInAt, at),
          afterDue: visit.servingAt === null && visit.dueAt < at,
        },
        about,
      );
    case 'cancelled':
      return visitCancelled.create({ visitId, at: when, reason: reason ?? 'mistake' }, about);
    case 'closed-end-of-day':
      return visitClosedAtEndOfDay.create({ visitId, service, at: when }, about);
  }
}

/** A correction: the durations and promises as they follow from the corrected log. */
export function correctionOf(
  visit: Visit,
  entry: VisitEntry,
  correctedAt: Date,
  reason: string,
  rules: ServiceRules,
  now: Date,
): CloudEvent {
  return visitCorrected.create(
    {
      visitId: visit.id,
      entry: entry.fact.type,
      at: correctedAt.toISOString(),
      reason,
      waitSeconds: visit.waitSeconds(rules),
      ...measuredDurations(visit, rules),
      servedClock: clockState(visit, 'served-after-guestbook'),
      workstationClock: clockState(visit, 'served-after-workstation'),
      totalClock: clockState(visit, 'total'),
      timeQuality: visit.timeQuality,
    },
    { office: visit.office, about: visit.id, at: now },
  );
}

/** A promise that was kept, broken, or is about to be broken. */
export function clockAnnouncement(
  visit: Visit,
  clock: ClockName,
  outcome: 'met' | 'breached' | 'at-risk',
  dueAt: Date,
  at: Date,
  { targets }: ServiceRules,
): CloudEvent {
  const event = {
    met: serviceLevelMet,
    breached: serviceLevelBreached,
    'at-risk': serviceLevelAtRisk,
  };
  const minutes = {
    'served-after-guestbook': targets.servedAfterGuestbook,
    'served-after-workstation': targets.servedAfterWorkstationAvailable,
    total: targets.total,
  };
  return event[outcome].create(
    {
      visitId: visit.id,
      clock,
      dueAt: dueAt.toISOString(),
      at: at.toISOString(),
      targetMinutes: minutes[clock],
    },
    { office: visit.office, about: visit.id, at },
  );
}

/** The facts of the promises that an entry settled. */
export function settledAnnouncements(
  visit: Visit,
  settled: readonly SettledClock[],
  rules: ServiceRules,
): CloudEvent[] {
  return settled.map(({ clock, outcome, dueAt, at }) =>
    clockAnnouncement(visit, clock, outcome, dueAt, at, rules),
  );
}

/** `paused` is a running total that stands still just now. */
export function clockState(visit: Visit, clock: ClockName) {
  const outcome = visit.outcomeOf(clock);
  return clock === 'total' && outcome === 'running' && visit.pausedAt !== null ? 'paused' : outcome;
}

/** Durations of a visit whose times nobody measured would only look like numbers: they are null. */
function measuredDurations(visit: Visit, rules: ServiceRules) {
  const measured = visit.timeQuality === 'measured' || visit.timeQuality === 'corrected';
  const deliveredAt = visit.handedOverAt ?? visit.completedAt;
  return {
    totalSeconds: measured ? visit.totalSeconds(rules, deliveredAt) : null,
    serviceSeconds: measured ? visit.serviceSeconds(rules, deliveredAt) : null,
  };
}
