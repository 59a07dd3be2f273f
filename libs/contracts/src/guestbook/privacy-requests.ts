import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';
import {
  auditAction,
  privacyRequestKind,
  privacyRequestState,
  privacyRefusalReason,
  visitService,
} from './codes.ts';

const admin = ['admin'] as const;
const desk = ['officer', 'admin'] as const;
const requestCode = z.string().min(8).max(20).describe('Such as DSR-7K2M-9QXC');
const ticketCode = z.string().trim().min(6).max(40).describe('Of the ticket page');

/** What may be put right; only what is given changes. */
const correction = z
  .strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    institution: z.string().trim().min(1).max(200).optional(),
    phone: z.string().trim().max(40).optional(),
    email: z.email().max(254).optional(),
    birthYear: z.number().int().min(1900).max(2100).optional(),
  })
  .meta({ id: 'PersonCorrection' });

/**
 * A right of UU 27/2022. The ticket's code proves at once that the visit is one's own; an e-mail address
 * is proved by the code that is mailed to it, and the answer is the same whether anything is kept of it.
 */
export const askPrivacyRequest = defineRequest('guestbook.ask-privacy-request', {
  allow: 'anyone',
  request: z
    .strictObject({
      kind: privacyRequestKind,
      ticketCode: ticketCode.optional(),
      email: z.email().max(254).optional(),
      correction: correction.optional(),
    })
    .refine((asked) => (asked.ticketCode === undefined) !== (asked.email === undefined), {
      path: ['ticketCode'],
      message: 'give a ticket code or an e-mail address, one of them',
    })
    .refine(
      (asked) =>
        asked.kind !== 'correction' ||
        Object.values(asked.correction ?? {}).some((value) => value !== undefined),
      {
        path: ['correction'],
        message: 'say what has to be corrected',
      },
    )
    .meta({ id: 'AskPrivacyRequest' }),
  reply: z
    .object({
      code: requestCode,
      state: privacyRequestState,
      dueAt: instant.nullable().describe('Answered by then; null until it is proven'),
    })
    .meta({ id: 'PrivacyRequestAsked' }),
});

const privacyRequestStatus = z
  .object({
    code: requestCode,
    kind: privacyRequestKind,
    state: privacyRequestState,
    receivedAt: instant.nullable(),
    dueAt: instant.nullable(),
    closedAt: instant.nullable(),
    refusal: privacyRefusalReason.nullable(),
    exportReady: z.boolean().describe('The copy of the data can be fetched, once'),
  })
  .meta({ id: 'PrivacyRequestStatus' });

/** Whoever holds the code sees how far it is; nothing of the person. */
export const readPrivacyRequestStatus = defineRequest('guestbook.read-privacy-request-status', {
  allow: 'anyone',
  request: z.object({ code: requestCode }),
  reply: privacyRequestStatus,
});

/** 409 `one-time-code-wrong`, whatever the reason. */
export const provePrivacyRequest = defineRequest('guestbook.prove-privacy-request', {
  allow: 'anyone',
  request: z
    .strictObject({
      code: requestCode,
      oneTimeCode: z
        .string()
        .trim()
        .regex(/^[0-9]{6}$/),
    })
    .meta({ id: 'ProvePrivacyRequest' }),
  reply: privacyRequestStatus,
});

const heldVisit = z.object({
  ticketNumber: z.string(),
  checkedInAt: instant,
  service: visitService,
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  noticeVersion: z.string().describe('The privacy notice that was shown'),
  log: z.array(z.object({ type: z.string(), at: instant })),
});

/** Everything the guestbook holds of one person. */
export const personExport = z
  .object({ office: z.string(), madeAt: instant, visits: z.array(heldVisit) })
  .meta({ id: 'PersonExport' });

/** Hands the copy out, once: by the secret of the mailed link, or by the request's and the ticket's codes. */
export const fetchPersonExport = defineRequest('guestbook.fetch-person-export', {
  allow: 'anyone',
  request: z
    .strictObject({
      token: z.string().min(20).max(100).optional(),
      code: requestCode.optional(),
      ticketCode: ticketCode.optional(),
    })
    .refine(
      (asked) =>
        asked.token !== undefined || (asked.code !== undefined && asked.ticketCode !== undefined),
      { path: ['token'], message: 'give the token, or both codes' },
    )
    .meta({ id: 'FetchPersonExport' }),
  reply: personExport,
});

const deskPrivacyRequest = z
  .object({
    id,
    code: requestCode,
    kind: privacyRequestKind,
    state: privacyRequestState,
    provenBy: z.enum(['ticket', 'email']),
    visits: z.number().int().describe('How many visits it is about'),
    receivedAt: instant.nullable(),
    dueAt: instant.nullable(),
    overdue: z.boolean(),
    closedAt: instant.nullable(),
    refusal: privacyRefusalReason.nullable(),
  })
  .meta({ id: 'DeskPrivacyRequest' });

export const listPrivacyRequests = defineRequest('guestbook.list-privacy-requests', {
  allow: desk,
  request: paging.extend({ state: privacyRequestState.optional() }),
  reply: pageOf(deskPrivacyRequest),
});

/** What is held and, for a correction, what is asked for; reading it is written to the audit log. */
export const readPrivacyRequest = defineRequest('guestbook.read-privacy-request', {
  allow: desk,
  request: z.object({ requestId: id }),
  reply: z
    .object({
      request: deskPrivacyRequest,
      correction: correction.nullable(),
      held: z.array(heldVisit),
    })
    .meta({ id: 'PrivacyRequestDetail' }),
});

export const decidePrivacyRequest = defineRequest('guestbook.decide-privacy-request', {
  allow: desk,
  request: z
    .strictObject({
      requestId: id,
      decision: z.enum(['fulfil', 'refuse']),
      reason: privacyRefusalReason.optional().describe('Needed to refuse'),
    })
    .refine(({ decision, reason }) => decision !== 'refuse' || reason !== undefined, {
      path: ['reason'],
      message: 'give the reason',
    })
    .meta({ id: 'DecidePrivacyRequest' }),
  reply: deskPrivacyRequest,
});

const retentionRun = z
  .object({
    dryRun: z.boolean(),
    before: instant.describe('Visits that began earlier are due'),
    visits: z.number().int().describe('How many were erased, or would be'),
    oldestAt: instant.nullable(),
    at: instant,
  })
  .meta({ id: 'RetentionRun' });

/** Erases what identifies the visitors of visits past their retention; with `dryRun` it only counts. */
export const runRetention = defineRequest('guestbook.run-retention', {
  allow: admin,
  request: z.strictObject({ dryRun: z.boolean() }).meta({ id: 'RunRetention' }),
  reply: retentionRun,
  timeoutMs: 30_000,
});

/** Who read, revealed, handed out or erased what; newest first. */
export const readAudit = defineRequest('guestbook.read-audit', {
  allow: admin,
  request: paging.extend({ action: auditAction.optional() }),
  reply: z
    .object({
      items: z.array(
        z.object({
          seq: z.number().int(),
          at: instant,
          action: auditAction,
          actorId: id.nullable().describe('Null: the data subject, or the daily sweep'),
          subjectId: id.describe('A visit, a privacy request or a retention run'),
          reason: z.string().nullable().describe('A code'),
        }),
      ),
      nextCursor: z.string().nullable(),
      intact: z.boolean().describe('No line of the log was changed, removed or put in'),
    })
    .meta({ id: 'AuditLog' }),
});
