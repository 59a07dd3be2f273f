import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, MOST_INTEGER, pageOf, paging } from '../paging.ts';
import {
  clockState,
  counterState,
  disability,
  education,
  entryChannel,
  identityKind,
  institutionCategory,
  occupation,
  priorityReason,
  purpose,
  serviceClock,
  sex,
  timeQuality,
  useOfData,
  visitService,
  visitState,
  workstationState,
} from './codes.ts';

const desk = ['officer', 'head', 'admin'] as const;
const counter = z.string().trim().min(1).max(20).describe('Name of the counter, such as "1"');
const ticketNumber = z.string().describe('Letter and three digits, per business day: A001');
const ownWords = z.string().trim().min(1).max(200);
const visitCode = z.string().min(6).max(40).describe('Random code of the ticket page');

export const checkIn = defineRequest('guestbook.check-in', {
  allow: 'anyone',
  request: z
    .strictObject({
      name: z.string().trim().min(1).max(200),
      identityKind,
      institution: z.string().trim().min(1).max(200).describe('As typed'),
      institutionId: id.optional().describe('When a suggestion was chosen'),
      institutionCategory,
      occupation,
      occupationText: ownWords.optional().describe('With the occupation `other`'),
      education,
      sex,
      birthYear: z.number().int().min(1900).max(2100),
      phone: z.string().trim().max(40).optional(),
      email: z.email().max(254).optional(),
      country: z.string().length(2).default('ID').describe('ISO 3166-1 alpha-2'),
      provinceCode: z
        .string()
        .regex(/^[0-9]{2}$/)
        .optional()
        .describe('BPS code of the province'),
      regencyCode: z
        .string()
        .regex(/^[0-9]{4}$/)
        .optional()
        .describe('BPS code of the regency'),
      purpose,
      purposeText: ownWords.optional().describe('With the purpose `other`'),
      useOfData,
      service: visitService,
      disability: disability.default('none'),
      priority: priorityReason
        .optional()
        .describe('Asks to be served first; age and disability do so by themselves'),
      noticeVersion: z.string().min(1).max(40).describe('Version of the privacy notice shown'),
    })
    .meta({ id: 'CheckIn' }),
  reply: z
    .object({
      id,
      code: visitCode,
      ticketNumber,
      state: visitState,
      position: z.number().int().describe('Place in the queue, 1 = next'),
      dueAt: instant.describe('Served by then, in working time'),
      surveyUrl: z.string().optional(),
    })
    .meta({ id: 'Ticket' }),
});
export type CheckIn = z.infer<typeof checkIn.request>;

export const ticketView = z
  .object({
    id,
    code: visitCode,
    ticketNumber,
    service: visitService,
    state: visitState,
    position: z.number().int().nullable().describe('Null once called'),
    counter: counter.nullable(),
    workstation: z.string().nullable().describe('The workstation offered or used'),
    workstationDueAt: instant.nullable().describe('The workstation is held until then'),
    checkedInAt: instant,
    dueAt: instant,
    totalDueAt: instant,
    completedAt: instant.nullable(),
    surveyUrl: z.string().nullable().describe('Where to rate the service, once completed'),
  })
  .meta({ id: 'TicketView' });

export const readTicket = defineRequest('guestbook.read-ticket', {
  allow: 'anyone',
  request: z.object({ code: visitCode }),
  reply: ticketView,
});

/** The visitor gives up the place in line; whoever holds the ticket's code may. */
export const leaveQueue = defineRequest('guestbook.leave-queue', {
  allow: 'anyone',
  request: z.strictObject({ code: visitCode }),
  reply: ticketView,
});

/** Ticket numbers and counters only; nobody's name reaches the waiting room. */
export const queueView = z
  .object({
    version: z.number().int().describe('Grows with every change of the queue'),
    businessDate: z.iso.date(),
    waiting: z
      .array(z.object({ ticketNumber, service: visitService, dueAt: instant }))
      .describe('The first hundred in line'),
    called: z
      .array(
        z.object({
          ticketNumber,
          counter: counter.describe('Name of the counter or workstation'),
          place: z.enum(['counter', 'workstation']),
          calls: z.number().int(),
          calledAt: instant,
          state: visitState,
        }),
      )
      .describe('The last five called, newest first'),
    waitingCount: z.number().int(),
    servingCount: z.number().int(),
    workstationQueueCount: z.number().int(),
    freeWorkstations: z.number().int(),
    at: instant,
  })
  .meta({ id: 'Queue' });

export const readQueue = defineRequest('guestbook.read-queue', {
  allow: 'anyone',
  request: z.object({}),
  reply: queueView,
});

export const deskVisit = z
  .object({
    id,
    ticketNumber,
    state: visitState,
    service: visitService,
    purpose,
    useOfData,
    name: z.string().nullable().describe('Null once erased'),
    institution: z.string().nullable().describe('As typed; null once erased'),
    institutionId: id.nullable(),
    institutionCategory,
    purposeText: z.string().nullable(),
    disability,
    priority: priorityReason.nullable(),
    channel: entryChannel,
    standard: z.string().describe('Number of the published standard that is promised'),
    statedIdentityKind: identityKind,
    identityCheckedKind: identityKind.nullable(),
    checkedInAt: instant,
    dueAt: instant,
    totalDueAt: instant,
    calledAt: instant.nullable(),
    calls: z.number().int(),
    counter: counter.nullable(),
    servingAt: instant.nullable(),
    completedAt: instant.nullable(),
    workstationId: id.nullable(),
    endedAt: instant.nullable(),
    timeQuality,
    clocks: z.array(
      z.object({
        clock: serviceClock,
        /** Null while it has not started. */
        dueAt: instant.nullable(),
        /** When four fifths of it are over. */
        warnAt: instant.nullable(),
        outcome: clockState,
      }),
    ),
  })
  .meta({ id: 'DeskVisit' });
export type DeskVisit = z.infer<typeof deskVisit>;

export const listVisits = defineRequest('guestbook.list-visits', {
  allow: desk,
  request: paging.extend({
    state: visitState.optional(),
    date: z.iso.date().optional().describe('Business day of the office; default today'),
    ticketNumber: ticketNumber.max(20).optional(),
  }),
  reply: pageOf(deskVisit),
});

/**
 * Calls the visitor who is next: priority first, then by arrival. Calling opens the counter for whoever
 * calls. 409 `queue-empty` when nobody waits.
 */
export const callNext = defineRequest('guestbook.call-next', {
  allow: ['officer', 'admin'],
  request: z.strictObject({ counter, service: visitService.optional() }).meta({ id: 'CallNext' }),
  reply: deskVisit,
});

export const checkIdentity = defineRequest('guestbook.check-identity', {
  allow: ['officer', 'admin'],
  request: z.strictObject({ visitId: id, kind: identityKind }).meta({ id: 'CheckIdentity' }),
  reply: deskVisit,
});

export const visitAction = z.enum([
  'recall',
  'start',
  'hold',
  'resume',
  'to-workstation',
  'complete',
  'no-show',
  'return',
  'leave',
  'cancel',
]);
export type VisitAction = z.infer<typeof visitAction>;

const reasonCode = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[a-z-]+$/)
  .describe('A code, no free text');

export const moveVisit = defineRequest('guestbook.move-visit', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ visitId: id, action: visitAction, reason: reasonCode.optional() })
    .meta({ id: 'MoveVisit' }),
  reply: deskVisit,
});

/** Lets a visitor go first, or no longer. */
export const setPriority = defineRequest('guestbook.set-priority', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ visitId: id, priority: priorityReason.nullable() })
    .meta({ id: 'SetPriority' }),
  reply: deskVisit,
});

/** Sends a visitor to another service's line, at the place of their arrival. */
export const transferVisit = defineRequest('guestbook.transfer-visit', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ visitId: id, service: visitService, reason: reasonCode.optional() })
    .meta({ id: 'TransferVisit' }),
  reply: deskVisit,
});

/** One line of a visit's log, as it was written; a correction is a line of its own. */
const logEntry = z
  .object({
    seq: z.number().int(),
    type: z.string(),
    at: instant.describe('When it happened'),
    recordedAt: instant.describe('When it was written down'),
    actorId: id.nullable(),
    reason: z.string().nullable(),
    correctedAt: instant.nullable().describe('The time that counts, when it was corrected'),
  })
  .meta({ id: 'VisitLogEntry' });

export const readVisitLog = defineRequest('guestbook.read-visit-log', {
  allow: desk,
  request: z.object({ visitId: id }),
  reply: z.object({ visit: deskVisit, entries: z.array(logEntry) }).meta({ id: 'VisitLog' }),
});

/**
 * Says that an entry of the log happened at another time. Appended, never overwritten; the visit's
 * durations are computed anew and no longer count as measured but as corrected.
 */
export const correctVisit = defineRequest('guestbook.correct-visit', {
  allow: ['officer', 'head', 'admin'],
  request: z
    .strictObject({
      visitId: id,
      seq: z.number().int().min(1).max(MOST_INTEGER),
      at: instant,
      reason: reasonCode,
    })
    .meta({ id: 'CorrectVisit' }),
  reply: deskVisit,
});

/**
 * A line of the paper book, or a visitor whom the officer signs in: with `arrivedAt` it is back-entry,
 * counted yet never as a measured waiting time; without it the visitor stands at the desk now.
 */
export const enterPaperVisit = defineRequest('guestbook.enter-paper-visit', {
  allow: ['officer', 'admin'],
  request: checkIn.request
    .extend({ arrivedAt: instant.optional(), completedAt: instant.optional() })
    .meta({ id: 'EnterPaperVisit' }),
  reply: deskVisit,
});

export const counterView = z
  .object({
    id,
    name: counter,
    state: counterState,
    services: z.array(visitService).describe('Empty: every service'),
    officerId: id.nullable(),
    mine: z.boolean().describe('Opened by whoever asks'),
    since: instant.nullable(),
    ticketNumber: ticketNumber.nullable().describe('The visitor there now'),
  })
  .meta({ id: 'Counter' });

export const listCounters = defineRequest('guestbook.list-counters', {
  allow: desk,
  request: z.object({}),
  reply: z.object({ items: z.array(counterView) }),
});

/** A new counter, or other services for a known one. */
export const setUpCounter = defineRequest('guestbook.set-up-counter', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ name: counter, services: z.array(visitService).max(5).default([]) })
    .meta({ id: 'SetUpCounter' }),
  reply: counterView,
});

/** Begins, interrupts or ends an officer's shift at a counter. */
export const moveCounter = defineRequest('guestbook.move-counter', {
  allow: ['officer', 'admin'],
  request: z.strictObject({ counterId: id, action: z.enum(['open', 'pause', 'close']) }),
  reply: counterView,
});

export const workstation = z
  .object({
    id,
    name: z.string().min(1).max(40),
    state: workstationState,
    visitId: id.nullable(),
    ticketNumber: ticketNumber.nullable(),
    since: instant,
    dueAt: instant.nullable().describe('An offer is held until then'),
    softLimitAt: instant.nullable().describe('In use for longer: others may be waiting'),
  })
  .meta({ id: 'Workstation' });

export const listWorkstations = defineRequest('guestbook.list-workstations', {
  allow: desk,
  request: z.object({}),
  reply: z.object({
    items: z.array(workstation),
    waiting: z.array(z.object({ visitId: id, ticketNumber, since: instant })),
  }),
});

export const addWorkstation = defineRequest('guestbook.add-workstation', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ name: z.string().trim().min(1).max(40) })
    .meta({ id: 'AddWorkstation' }),
  reply: workstation,
});

export const workstationAction = z.enum(['offer', 'start', 'release', 'ready', 'out-of-order']);

/**
 * `offer` holds a free workstation for a visitor (the head of its queue unless named), `start` hands it
 * over, `release` ends the session, `ready` says that nothing of it is left.
 */
export const moveWorkstation = defineRequest('guestbook.move-workstation', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ workstationId: id, action: workstationAction, visitId: id.optional() })
    .meta({ id: 'MoveWorkstation' }),
  reply: workstation,
});
