import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, instant } from '../paging.ts';
import {
  ageBand,
  disability,
  education,
  identityKind,
  institutionCategory,
  occupation,
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
  }),
);

/** The visitor walked out before (or while) being served. */
export const visitLeft = defineEvent(
  'guestbook.visit.left.v1',
  z.object({
    visitId: id,
    service: visitService,
    leftAt: instant,
    while: z.enum(['waiting', 'called', 'serving', 'on-hold']),
    waitSeconds: z.number().int().nonnegative(),
    afterDue: z.boolean(),
  }),
);

/** Called but never came. */
export const visitNoShow = defineEvent(
  'guestbook.visit.no-show.v1',
  z.object({ visitId: id, service: visitService, at: instant, calls: z.number().int() }),
);

/** The business day ended with the visit still open; never counted as served. */
export const visitClosedAtEndOfDay = defineEvent(
  'guestbook.visit.closed-at-end-of-day.v1',
  z.object({ visitId: id, service: visitService, at: instant }),
);

const clockOutcome = z.object({
  visitId: id,
  clock: serviceClock,
  dueAt: instant,
  at: instant.describe('When the clock stopped, or when the breach was noticed'),
  targetMinutes: z.number(),
});

/** A promised time was kept. */
export const serviceLevelMet = defineEvent('guestbook.service-level.met.v1', clockOutcome);

/** A promised time ran out; announced once, at the moment it did. */
export const serviceLevelBreached = defineEvent(
  'guestbook.service-level.breached.v1',
  clockOutcome,
);

const workstationFact = z.object({ workstationId: id, visitId: id.nullable(), at: instant });

export const workstationOffered = defineEvent('guestbook.workstation.offered.v1', workstationFact);
export const workstationStarted = defineEvent('guestbook.workstation.started.v1', workstationFact);
export const workstationReleased = defineEvent(
  'guestbook.workstation.released.v1',
  workstationFact,
);

export const readingStarted = defineEvent(
  'guestbook.reading.started.v1',
  z.object({ readingId: id, visitId: id, copyId: id, startedAt: instant }),
);
export const readingEnded = defineEvent(
  'guestbook.reading.ended.v1',
  z.object({ readingId: id, visitId: id, copyId: id, endedAt: instant }),
);
