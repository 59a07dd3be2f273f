import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id } from '../paging.ts';
import { wordsToHide } from '../redaction.ts';
import { identityReason } from './identity.ts';
import { deskComplaint, handlers } from './requests.ts';

const textOfCase = {
  complaintId: id,
  messageId: id.nullable().describe('The word of the thread; null for the subject'),
};

/** Takes words out of a text, from the sight of handlers and reporter alike; the original stays, sealed. */
export const redactComplaint = defineRequest('complaints.redact-complaint', {
  allow: handlers,
  request: z
    .strictObject({ ...textOfCase, hide: wordsToHide.min(1) })
    .meta({ id: 'RedactComplaint' }),
  reply: deskComplaint,
});

/** What a text said before words were taken out; each reading stands in the log of identities read. */
export const readOriginal = defineRequest('complaints.read-original', {
  allow: handlers,
  request: z
    .strictObject({ ...textOfCase, reason: identityReason })
    .meta({ id: 'ReadOriginalWords' }),
  reply: z.object({ text: z.string() }),
});
