import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';
import { privacyRefusalReason, privacyRequestKind, privacyRequestState } from './codes.ts';
import { oneTimeCode } from './visitor-requests.ts';

const admin = ['admin'] as const;

/** How far a request is; nothing of the person. */
const privacyRequestStatus = z
  .object({
    code: z.string().describe('Such as PDP-7K2M-9QXC'),
    kind: privacyRequestKind,
    state: privacyRequestState,
    receivedAt: instant,
    dueAt: instant.describe('Answered by then, nights and holidays included'),
    closedAt: instant.nullable(),
    refusal: privacyRefusalReason.nullable(),
  })
  .meta({ id: 'PrivacyRequestStatus' });

/**
 * A right of UU 27/2022, used by whoever shows the code that was mailed by a lookup with the purpose
 * `privacy-request`. It concerns every visit with that e-mail address. 409 `one-time-code-wrong`.
 */
export const filePrivacyRequest = defineRequest('guestbook.file-privacy-request', {
  allow: 'anyone',
  request: z
    .strictObject({ lookupId: id, oneTimeCode, kind: privacyRequestKind })
    .meta({ id: 'FilePrivacyRequest' }),
  reply: privacyRequestStatus,
});

/** Whoever holds the request's code sees how far it is. */
export const readPrivacyRequest = defineRequest('guestbook.read-privacy-request', {
  allow: 'anyone',
  request: z.object({ code: z.string().min(8).max(20) }),
  reply: privacyRequestStatus,
});

const deskPrivacyRequest = privacyRequestStatus
  .extend({ id, overdue: z.boolean() })
  .meta({ id: 'DeskPrivacyRequest' });

/** The requests of the office, newest first. */
export const listPrivacyRequests = defineRequest('guestbook.list-privacy-requests', {
  allow: admin,
  request: paging.extend({ state: privacyRequestState.optional() }),
  reply: pageOf(deskPrivacyRequest),
});

/**
 * Does what was asked for, or says why not; the answer goes out by mail. 409 `visit-still-open` while
 * the person is in the office, `privacy-request-not-in-state` once it is decided.
 */
export const decidePrivacyRequest = defineRequest('guestbook.decide-privacy-request', {
  allow: admin,
  request: z
    .strictObject({
      requestId: id,
      decision: z.enum(['grant', 'refuse']),
      reason: privacyRefusalReason.optional().describe('Of a refusal'),
    })
    .refine(({ decision, reason }) => (decision === 'refuse') === (reason !== undefined), {
      path: ['reason'],
      message: 'a refusal has a reason, and nothing else has',
    })
    .meta({ id: 'DecidePrivacyRequest' }),
  reply: deskPrivacyRequest,
});
