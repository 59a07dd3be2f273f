import { z } from 'zod';
import { storedFile } from '../catalogue/requests.ts';
import { defineRequest } from '../define-request.ts';
import { useOfData } from '../guestbook/codes.ts';
import { id, instant, pageOf, paging } from '../paging.ts';

const reviewers = ['officer', 'librarian', 'admin'] as const;
/** Pages of a large scan are cut out in seconds, and not in the moment other answers take. */
const CUTTING_MS = 40_000;

export const requestState = z
  .enum([
    'submitted',
    'revision-asked',
    'sending',
    'delivered',
    'declined',
    'cancelled',
    'failed',
    'revoked',
  ])
  .meta({ id: 'DocumentRequestState' });
export const declineReason = z
  .enum(['not-in-collection', 'restricted', 'copyright', 'unclear', 'other'])
  .meta({ id: 'DeclineReason' });

/** Sheets of the PDF from 1, both included. */
const pageRange = z
  .strictObject({
    from: z.number().int().min(1).max(20_000),
    to: z.number().int().min(1).max(20_000),
  })
  .meta({ id: 'PageRange' });

export const documentRequest = z
  .object({
    id,
    number: z.string().describe('For people to quote: P-2026-0001'),
    state: requestState,
    publications: z.array(
      z.object({
        publicationId: id,
        title: z.string(),
        pages: pageRange.nullable().describe('Null: the whole publication'),
      }),
    ),
    description: z.string().nullable(),
    purpose: useOfData,
    channel: z.enum(['email', 'link']),
    note: z.string().nullable(),
    answer: z.string().nullable().describe('What the officer wrote'),
    declineReason: declineReason.nullable(),
    submittedAt: instant,
    dueAt: instant.describe('Promised, in working time'),
    atDesk: z.boolean().describe('Asked during a visit'),
    deliveredAt: instant.nullable(),
    failure: z.string().nullable().describe('Why the mail did not arrive, as a code'),
    expiresAt: instant.nullable().describe('When the download link ends'),
    opens: z
      .object({ times: z.number().int(), lastAt: instant.nullable() })
      .nullable()
      .describe('Of the files behind the newest download link; null without a link'),
  })
  .meta({ id: 'DocumentRequest' });

export const deskDocumentRequest = documentRequest
  .extend({
    requesterName: z.string(),
    guest: z.boolean().describe('Asked with a ticket and a proved address, without an account'),
    files: z
      .array(
        z.object({
          n: z.number().int().describe('Opens it: `files/{n}`'),
          publicationId: id,
          fileName: z.string(),
          pages: pageRange.nullable(),
          bytes: z.number().int().nullable().describe('Null in lists, until the pages were cut'),
        }),
      )
      .describe('Exactly what approval would send'),
    preparedById: id.nullable().describe('Who has checked it, where two persons must'),
    approvedBy: z.enum(['officer', 'rule']).nullable(),
    willSendAs: z
      .enum(['attachment', 'link'])
      .nullable()
      .describe('Null until every size is known'),
  })
  .meta({ id: 'DeskDocumentRequest' });

export const submitRequest = defineRequest('document-delivery.submit-request', {
  allow: 'signed-in',
  request: z
    .strictObject({
      publicationIds: z.array(id).max(10).default([]),
      pages: z
        .array(
          pageRange
            .extend({ publicationId: id })
            .refine(({ from, to }) => from <= to, 'the first page comes before the last'),
        )
        .max(10)
        .default([])
        .describe('Only these pages of a publication, with a cover sheet; else all of it'),
      description: z.string().trim().min(1).max(2_000).optional(),
      purpose: useOfData,
      channel: z.enum(['email', 'link']).default('email'),
      note: z.string().trim().max(1_000).optional(),
    })
    .refine((request) => request.publicationIds.length > 0 || request.description !== undefined, {
      path: ['publicationIds'],
      message: 'choose a publication or describe what you need',
    })
    .meta({ id: 'SubmitDocumentRequest' }),
  reply: documentRequest,
});

export const listOwnRequests = defineRequest('document-delivery.list-own-requests', {
  allow: 'signed-in',
  request: paging,
  reply: pageOf(documentRequest),
});

export const readOwnRequest = defineRequest('document-delivery.read-own-request', {
  allow: 'signed-in',
  request: z.object({ requestId: id }),
  reply: documentRequest,
});

export const cancelRequest = defineRequest('document-delivery.cancel-request', {
  allow: 'signed-in',
  request: z.object({ requestId: id }),
  reply: documentRequest,
});

export const listRequests = defineRequest('document-delivery.list-requests', {
  allow: reviewers,
  request: paging.extend({ state: requestState.optional() }),
  reply: pageOf(deskDocumentRequest),
});

/** One request with its files cut and measured. */
export const readRequest = defineRequest('document-delivery.read-request', {
  allow: reviewers,
  timeoutMs: CUTTING_MS,
  request: z.object({ requestId: id }),
  reply: deskDocumentRequest,
});

/** The bytes that approval would send as the `n`th file. */
export const openRequestFile = defineRequest('document-delivery.open-request-file', {
  allow: reviewers,
  timeoutMs: CUTTING_MS,
  request: z.object({ requestId: id, n: z.coerce.number().int().min(1).max(100) }),
  reply: storedFile,
});

export const reviewRequest = defineRequest('document-delivery.review-request', {
  allow: reviewers,
  timeoutMs: CUTTING_MS,
  request: z
    .strictObject({
      requestId: id,
      decision: z.enum(['prepare', 'approve', 'decline', 'revise', 'resend', 'revoke']),
      reason: declineReason.optional().describe('Needed to decline'),
      note: z.string().trim().max(1_000).optional().describe('Needed to revise'),
    })
    .meta({ id: 'ReviewDocumentRequest' }),
  reply: deskDocumentRequest,
});

export const findDelivery = defineRequest('document-delivery.find-delivery', {
  allow: 'anyone',
  request: z.object({ token: z.string().min(20).max(200) }),
  reply: z
    .object({
      expiresAt: instant,
      files: z.array(
        z.object({
          n: z.number().int(),
          title: z.string(),
          fileName: z.string(),
          bytes: z.number().int(),
        }),
      ),
    })
    .meta({ id: 'Delivery' }),
});

export const openDeliveryFile = defineRequest('document-delivery.open-delivery-file', {
  allow: 'anyone',
  request: z.object({
    token: z.string().min(20).max(200),
    n: z.coerce.number().int().min(1).max(100),
    counts: z.boolean().default(true).describe('False for follow-up range requests'),
  }),
  reply: storedFile,
});

/** Everything held about the calling account, for its export. */
export const exportOwnRequests = defineRequest('document-delivery.export-own-requests', {
  allow: 'signed-in',
  request: z.object({}),
  reply: z.record(z.string(), z.unknown()),
});
