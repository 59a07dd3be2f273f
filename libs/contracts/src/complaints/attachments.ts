import { z } from 'zod';
import { storedFile } from '../catalogue/requests.ts';
import { defineRequest } from '../define-request.ts';
import { id } from '../paging.ts';
import { code, handlers, pin } from './requests.ts';
import { complaintAttachment } from './attachment.ts';

const incoming = {
  incomingKey: z.string().describe('Where the gateway laid the bytes; they never cross the bus'),
  fileName: z.string().max(255),
};

/** A photo or PDF to the reporter's newest word: checked by its bytes, stripped of metadata, quarantined. */
export const attachFile = defineRequest('complaints.attach-file', {
  allow: 'anyone',
  request: z.strictObject({ code, pin, ...incoming }).meta({ id: 'AttachFile' }),
  reply: complaintAttachment,
  timeoutMs: 40_000,
});

export const openAttachment = defineRequest('complaints.open-attachment', {
  allow: 'anyone',
  request: z.object({ code, pin, attachmentId: id }),
  reply: storedFile,
});

export const openDeskAttachment = defineRequest('complaints.open-desk-attachment', {
  allow: handlers,
  request: z.object({ complaintId: id, attachmentId: id }),
  reply: storedFile,
});
