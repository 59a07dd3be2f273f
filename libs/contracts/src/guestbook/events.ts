import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, instant } from '../paging.ts';
import {
  ageBand,
  clockState,
  disability,
  education,
  entryChannel,
  identityKind,
  institutionCategory,
  occupation,
  priorityReason,
  privacyRefusalReason,
  privacyRequestKind,
  purpose,
  serviceClock,
  sex,
  timeQuality,
  useOfData,
  visitService,
} from './codes.ts';

/** A visitor signed the guestbook and waits. Attributes are codes and bands; the person stays inside. */
export const visitCheckedIn = defineEvent(
  'guestbook.visit.checked-in.v1',
  z.object({
    visitId: id,
    ticketNumber: z.string(),
    service: visitService,
    purpose,
    useOfData,
    institutionCategory,
    occupation,
    education,
    sex,
    ageBand,
    disability,
    country: z.string(),
    regencyCode: z.string().nullable(),
    checkedInAt: instant,
    dueAt: instant,
    totalDueAt: instant,
    timeQuality,
    /** Number of the published standard whose promises this visit is measured against. */
    standard: z.string().optional(),
    channel: entryChannel.optional(),
    priority: priorityReason.nullable().optional(),
    /** The approved institution, when the visitor's own words are known to mean it. */
    institutionId: id.nullable().optional(),
    provinceCode: z.string().nullable().optional(),
  }),
);

/** The officer saw the visitor's ID; only its kind is kept. */
export const visitIdentityChecked = defineEvent(
  'guestbook.visit.identity-checked.v1',
  z.object({ visitId: id, kind: identityKind }),
);

/** A counter called the visitor, for the `call`-th time. */
export const visitCalled = defineEvent(
  'guestbook.visit.called.v1',
  z.object({
    visitId: id,
    ticketNumber: z.string(),
    counter: z.string(),
    call: z.number().int(),
    calledAt: instant,
  }),
);

/** Service began; the waiting time is in working seconds. */
export const visitServing = defineEvent(
  'guestbook.visit.serving.v1',
  z.object({
    visitId: id,
    service: visitService,
    servingAt: instant,
    waitSeconds: z.number().int().nonnegative(),
    timeQuality,
  }),
);

/** The visitor goes first, for a reason that was declared or seen; null when they no longer do. */
export const visitPrioritised = defineEvent(
  'guestbook.visit.prioritised.v1',
  z.object({ visitId: id, priority: priorityReason.nullable() }),
);

/** The visitor waits for another service; their place in line stays that of their arrival. */
export const visitTransferred = defineEvent(
  'guestbook.visit.transferred.v1',
  z.object({ visitId: id, from: visitService, to: visitService, at: instant }),
);

/** Service paused at the visitor's wish; a held visit's total clock stands still. */
export const visitHeld = defineEvent(
  'guestbook.visit.held.v1',
  z.object({ visitId: id, heldAt: instant }),
);

export const visitResumed = defineEvent(
  'guestbook.visit.resumed.v1',
  z.object({ visitId: id, resumedAt: instant }),
);

/** Service was delivered; total and service times in working seconds, null when not measured. */
export const visitCompleted = defineEvent(
  'guestbook.visit.completed.v1',
  z.object({
    visitId: id,
    service: visitService,
    completedAt: instant,
    totalSeconds: z.number().int().nonnegative().nullable(),
    serviceSeconds: z.number().int().nonnegative().nullable(),
    timeQuality,
    /** Account of the officer who served, so that nobody rates their own service. */
    officerId: id.nullable(),
    /** The same for all visits of one contact within one quarter, and another one in the next. */
    respondent: z.string().optional(),
  }),
);

/** The visitor waits for a free workstation; until one is theirs, no promise runs. */
export const visitQueuedForWorkstation = defineEvent(
  'guestbook.visit.queued-for-workstation.v1',
  z.object({ visitId: id, at: instant }),
);

/** A visitor who had not come when called is here after all, and waits again. */
export const visitReturned = defineEvent(
  'guestbook.visit.returned.v1',
  z.object({ visitId: id, at: instant }),
);

/** The entry was a mistake, such as a second one of the same person; it counts nowhere. */
export const visitCancelled = defineEvent(
  'guestbook.visit.cancelled.v1',
  z.object({ visitId: id, at: instant, reason: z.string().describe('A code') }),
);

/**
 * A time in the visit's log was corrected. The log keeps both; these are the durations (working
 * seconds) and the promises as they follow from the corrected log.
 */
export const visitCorrected = defineEvent(
  'guestbook.visit.corrected.v1',
  z.object({
    visitId: id,
    entry: z.string().describe('The kind of entry that was corrected'),
    at: instant.describe('When it happened, as corrected'),
    reason: z.string().describe('A code'),
    waitSeconds: z.number().int().nonnegative().nullable(),
    totalSeconds: z.number().int().nonnegative().nullable(),
    serviceSeconds: z.number().int().nonnegative().nullable(),
    servedClock: clockState,
    workstationClock: clockState,
    totalClock: clockState,
    timeQuality,
  }),
);

/** The visitor walked out before (or while) being served. */
export const visitLeft = defineEvent(
  'guestbook.visit.left.v1',
  z.object({
    visitId: id,
    service: visitService,
    leftAt: instant,
    while: z.enum([
      'waiting',
      'called',
      'serving',
      'on-hold',
      'waiting-for-workstation',
      'workstation-offered',
      'at-workstation',
    ]),
    waitSeconds: z.number().int().nonnegative(),
    afterDue: z.boolean(),
  }),
);

/** Called but never came. */
export const visitNoShow = defineEvent(
  'guestbook.visit.no-show.v1',
  z.object({
    visitId: id,
    service: visitService,
    at: instant,
    calls: z.number().int(),
    /** First called only after the promised time: they may have left for waiting. */
    calledLate: z.boolean().optional(),
  }),
);

/** The business day ended with the visit still open; never counted as served. */
export const visitClosedAtEndOfDay = defineEvent(
  'guestbook.visit.closed-at-end-of-day.v1',
  z.object({ visitId: id, service: visitService, at: instant }),
);

/** The office's calendar changed and moved a promise of an open visit; these are its due times now. */
export const visitRescheduled = defineEvent(
  'guestbook.visit.rescheduled.v1',
  z.object({
    visitId: id,
    dueAt: instant,
    totalDueAt: instant,
    calendarVersion: z.number().int(),
  }),
);

const clockOutcome = z.object({
  visitId: id,
  clock: serviceClock,
  dueAt: instant,
  at: instant.describe('When the clock stopped, or when the breach was noticed'),
  targetMinutes: z.number(),
});

/** Four fifths of a promised time are over and it is not kept yet. */
export const serviceLevelAtRisk = defineEvent('guestbook.service-level.at-risk.v1', clockOutcome);

/** A promised time was kept. */
export const serviceLevelMet = defineEvent('guestbook.service-level.met.v1', clockOutcome);

/** A promised time ran out; announced once, at the moment it did. */
export const serviceLevelBreached = defineEvent(
  'guestbook.service-level.breached.v1',
  clockOutcome,
);

const workstationFact = z.object({ workstationId: id, visitId: id.nullable(), at: instant });

/** A free workstation is held for the visitor at the head of its queue, until the promise is over. */
export const workstationOffered = defineEvent(
  'guestbook.workstation.offered.v1',
  workstationFact.extend({ dueAt: instant.optional() }),
);
/** The offer ran out untaken; the visitor goes behind the others who wait for a workstation. */
export const workstationOfferExpired = defineEvent(
  'guestbook.workstation.offer-expired.v1',
  workstationFact,
);
/** The workstation was handed over; working seconds since it was available for this visitor. */
export const workstationStarted = defineEvent(
  'guestbook.workstation.started.v1',
  workstationFact.extend({ handOverSeconds: z.number().int().nonnegative().nullable().optional() }),
);
export const workstationReleased = defineEvent(
  'guestbook.workstation.released.v1',
  workstationFact,
);
/** Nothing of its last reader is left on it: it can be used again. */
export const workstationReadied = defineEvent('guestbook.workstation.readied.v1', workstationFact);
export const workstationTakenOut = defineEvent(
  'guestbook.workstation.taken-out.v1',
  workstationFact,
);

const shift = z.object({ counterId: id, counter: z.string(), officerId: id, at: instant });

/** An officer takes visitors at a counter. */
export const counterOpened = defineEvent('guestbook.counter.opened.v1', shift);
export const counterPaused = defineEvent('guestbook.counter.paused.v1', shift);
export const counterClosed = defineEvent('guestbook.counter.closed.v1', shift);

export const readingStarted = defineEvent(
  'guestbook.reading.started.v1',
  z.object({
    readingId: id,
    visitId: id,
    copyId: id,
    publicationId: id.optional(),
    startedAt: instant,
  }),
);
export const readingEnded = defineEvent(
  'guestbook.reading.ended.v1',
  z.object({ readingId: id, visitId: id, copyId: id, endedAt: instant }),
);

/** The visitor at a kiosk said whether the ticket came out on paper; the visit is the same either way. */
export const ticketPrinted = defineEvent(
  'guestbook.ticket.printed.v1',
  z.object({ visitId: id, outcome: z.enum(['printed', 'failed']) }),
);

/** What identified the visitor is gone for good; codes and times remain. */
export const visitPersonErased = defineEvent(
  'guestbook.visit.person-erased.v1',
  z.object({ visitId: id, at: instant, cause: z.enum(['retention', 'request']) }),
);

/** An officer approved an institution; its name is asked for by id and never announced. */
export const institutionApproved = defineEvent(
  'guestbook.institution.approved.v1',
  z.object({ institutionId: id, category: institutionCategory }),
);

/** Visits whose visitors meant this institution in words that were not known when they came. */
export const institutionLinked = defineEvent(
  'guestbook.institution.linked.v1',
  z.object({ institutionId: id, visitIds: z.array(id) }),
);

/** Two institutions were one; whatever counted for the first counts for the second. */
export const institutionMerged = defineEvent(
  'guestbook.institution.merged.v1',
  z.object({ institutionId: id, intoId: id }),
);

const privacyRequestFact = z.object({ requestId: id, kind: privacyRequestKind, at: instant });

/** Somebody proved who they are and uses a right; the time that the law gives runs from here. */
export const privacyRequestReceived = defineEvent(
  'guestbook.privacy-request.received.v1',
  privacyRequestFact.extend({ dueAt: instant }),
);
export const privacyRequestGranted = defineEvent(
  'guestbook.privacy-request.granted.v1',
  privacyRequestFact,
);
export const privacyRequestRefused = defineEvent(
  'guestbook.privacy-request.refused.v1',
  privacyRequestFact.extend({ reason: privacyRefusalReason }),
);

/** The time that the law gives is over and the request is still open; announced once. */
export const privacyRequestOverdue = defineEvent(
  'guestbook.privacy-request.overdue.v1',
  privacyRequestFact.extend({ dueAt: instant }),
);
