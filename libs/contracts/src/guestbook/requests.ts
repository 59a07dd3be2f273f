import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';
import {
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
  visitState,
  workstationState,
} from './codes.ts';

const desk = ['officer', 'head', 'admin'] as const;
const counter = z.string().trim().min(1).max(20).describe('Name of the counter, such as "1"');
const ticketNumber = z.string().describe('Letter and three digits, per business day: A001');
const visitCode = z.string().min(6).max(40).describe('Random code of the ticket page');

export const checkIn = defineRequest('guestbook.check-in', {
  allow: 'anyone',
  request: z
    .strictObject({
      name: z.string().trim().min(1).max(200),
      identityKind,
      institution: z.string().trim().min(1).max(200),
      institutionCategory,
      occupation,
      education,
      sex,
      birthYear: z.number().int().min(1900).max(2100),
      phone: z.string().trim().max(40).optional(),
      email: z.email().max(254).optional(),
      country: z.string().length(2).default('ID').describe('ISO 3166-1 alpha-2'),
      regencyCode: z
        .string()
        .regex(/^[0-9]{4}$/)
        .optional()
        .describe('BPS code of the regency'),
      purpose,
      useOfData,
      service: visitService,
      disability: disability.default('none'),
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

/** Ticket numbers and counters only; nobody's name reaches the waiting room. */
export const queueView = z
  .object({
    version: z.number().int().describe('Grows with every change of the queue'),
    businessDate: z.iso.date(),
    waiting: z.array(z.object({ ticketNumber, service: visitService, dueAt: instant })),
    called: z
      .array(
        z.object({
          ticketNumber,
          counter,
          calls: z.number().int(),
          calledAt: instant,
          state: visitState,
        }),
      )
      .describe('The last five called, newest first'),
    waitingCount: z.number().int(),
    servingCount: z.number().int(),
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
    name: z.string(),
    institution: z.string(),
    institutionCategory,
    disability,
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
    timeQuality,
    clocks: z.array(
      z.object({
        clock: serviceClock,
        dueAt: instant,
        outcome: z.enum(['running', 'met', 'breached']),
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
  }),
  reply: pageOf(deskVisit),
});

/** Calls the visitor who is next; 409 `queue-empty` when nobody waits. */
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
  'complete',
  'no-show',
  'leave',
]);
export type VisitAction = z.infer<typeof visitAction>;

export const moveVisit = defineRequest('guestbook.move-visit', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({
      visitId: id,
      action: visitAction,
      reason: z
        .string()
        .trim()
        .max(40)
        .regex(/^[a-z-]+$/)
        .optional()
        .describe('A code, no free text'),
    })
    .meta({ id: 'MoveVisit' }),
  reply: deskVisit,
});

/** Back-entry of a paper guestbook line: counted, yet never as a measured waiting time. */
export const enterPaperVisit = defineRequest('guestbook.enter-paper-visit', {
  allow: ['officer', 'admin'],
  request: checkIn.request
    .extend({ arrivedAt: instant, completedAt: instant.optional() })
    .meta({ id: 'EnterPaperVisit' }),
  reply: deskVisit,
});

export const workstation = z
  .object({
    id,
    name: z.string().min(1).max(40),
    state: workstationState,
    visitId: id.nullable(),
    since: instant,
  })
  .meta({ id: 'Workstation' });

export const listWorkstations = defineRequest('guestbook.list-workstations', {
  allow: desk,
  request: z.object({}),
  reply: z.object({ items: z.array(workstation) }),
});

export const addWorkstation = defineRequest('guestbook.add-workstation', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ name: z.string().trim().min(1).max(40) })
    .meta({ id: 'AddWorkstation' }),
  reply: workstation,
});

export const workstationAction = z.enum(['offer', 'start', 'release', 'ready', 'out-of-order']);

export const moveWorkstation = defineRequest('guestbook.move-workstation', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ workstationId: id, action: workstationAction, visitId: id.optional() })
    .meta({ id: 'MoveWorkstation' }),
  reply: workstation,
});

export const reading = z
  .object({ id, visitId: id, copyId: id, startedAt: instant, returnedAt: instant.nullable() })
  .meta({ id: 'Reading' });

export const startReading = defineRequest('guestbook.start-reading', {
  allow: ['officer', 'admin'],
  request: z.strictObject({ visitId: id, copyId: id }).meta({ id: 'StartReading' }),
  reply: reading,
});

export const endReading = defineRequest('guestbook.end-reading', {
  allow: ['officer', 'admin'],
  request: z.strictObject({ visitId: id, readingId: id }),
  reply: reading,
});
