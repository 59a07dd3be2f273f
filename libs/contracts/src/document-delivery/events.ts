import { z } from 'zod';
import { softcopyAccess } from '../catalogue/requests.ts';
import { defineEvent } from '../define-event.ts';
import { useOfData } from '../guestbook/codes.ts';
import { id, instant } from '../paging.ts';
import { declineReason } from './requests.ts';

const request = z.object({ requestId: id });

/** A reader asked for softcopies. */
export const requestSubmitted = defineEvent(
  'document-delivery.request.submitted.v1',
  request.extend({
    accountId: id.describe('Of the account; without one, of the proof of the address'),
    publicationIds: z.array(id),
    described: z.boolean().describe('Asked in words for something not in the catalogue'),
    purpose: useOfData,
    channel: z.enum(['email', 'link']),
    /** Asked at the desk PC of this visit. */
    visitId: id.optional(),
    submittedAt: instant,
    dueAt: instant,
  }),
);

/** An officer approved; sending follows from this fact. */
export const requestApproved = defineEvent(
  'document-delivery.request.approved.v1',
  request.extend({ reviewerId: id, approvedAt: instant }),
);

/** The office's rule approved: whoever may read these softcopies may be sent them. */
export const requestApprovedByRule = defineEvent(
  'document-delivery.request.approved-by-rule.v1',
  request.extend({ access: z.array(softcopyAccess), approvedAt: instant }),
);

/** An officer checked what will be sent; another one approves. */
export const requestPrepared = defineEvent(
  'document-delivery.request.prepared.v1',
  request.extend({ reviewerId: id, preparedAt: instant }),
);

export const requestDeclined = defineEvent(
  'document-delivery.request.declined.v1',
  request.extend({ reviewerId: id, reason: declineReason, declinedAt: instant }),
);

export const requestRevisionAsked = defineEvent(
  'document-delivery.request.revision-asked.v1',
  request.extend({ reviewerId: id, askedAt: instant }),
);

export const requestCancelled = defineEvent(
  'document-delivery.request.cancelled.v1',
  request.extend({ cancelledAt: instant }),
);

/** The mail with the attachment or the link left for the reader's mailbox. */
export const deliverySent = defineEvent(
  'document-delivery.delivery.sent.v1',
  z.object({
    deliveryId: id,
    requestId: id,
    accountId: id,
    publicationIds: z.array(id),
    visitId: id.optional(),
    as: z.enum(['attachment', 'link']),
    sentAt: instant,
    workingSeconds: z.number().int().nonnegative().describe('From request to delivery'),
    onTime: z.boolean(),
  }),
);

/** A file of the delivery was opened through its link. */
export const deliveryOpened = defineEvent(
  'document-delivery.delivery.opened.v1',
  z.object({ deliveryId: id, n: z.number().int(), openedAt: instant }),
);

/** A delivery was taken back: its link is closed, and a mail that has not left does not leave. */
export const deliveryRevoked = defineEvent(
  'document-delivery.delivery.revoked.v1',
  z.object({ deliveryId: id, requestId: id, revokedAt: instant }),
);

export const deliveryFailed = defineEvent(
  'document-delivery.delivery.failed.v1',
  z.object({ deliveryId: id, requestId: id, reason: z.string(), failedAt: instant }),
);

/** The office's calendar changed and moved the promised time of an open request. */
export const requestRescheduled = defineEvent(
  'document-delivery.request.rescheduled.v1',
  request.extend({ dueAt: instant, calendarVersion: z.number().int() }),
);
