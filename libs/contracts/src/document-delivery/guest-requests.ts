import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { oneTimeCode } from '../guestbook/visitor-requests.ts';
import { id, instant } from '../paging.ts';
import { documentRequest, submitRequest } from './requests.ts';

const email = z.email().max(254);

/**
 * A visitor without an account names an address, and a code is mailed to it: nothing else ever goes to
 * an address that nobody has proved to read. The visit comes from the gateway, which knows the ticket.
 */
export const proveAddress = defineRequest('document-delivery.prove-address', {
  allow: 'anyone',
  request: z.strictObject({ email }).meta({ id: 'ProveAddress' }),
  reply: z
    .object({
      proofId: id,
      expiresAt: instant,
      tries: z.number().int().describe('How many codes may be tried'),
    })
    .meta({ id: 'AddressProofStarted' }),
});

/** The wish and the mailed code in one; 409 `one-time-code-wrong` for any other code or address. */
export const submitGuestRequest = defineRequest('document-delivery.submit-guest-request', {
  allow: 'anyone',
  request: submitRequest.request
    .safeExtend({
      name: z.string().trim().min(1).max(200),
      email,
      proofId: id,
      oneTimeCode,
    })
    .meta({ id: 'SubmitGuestRequest' }),
  reply: documentRequest,
});

/** What was asked for without an account during this visit, newest first. */
export const listGuestRequests = defineRequest('document-delivery.list-guest-requests', {
  allow: 'anyone',
  request: z.object({}),
  reply: z.object({ items: z.array(documentRequest) }).meta({ id: 'GuestRequests' }),
});
