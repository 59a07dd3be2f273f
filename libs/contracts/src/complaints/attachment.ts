import { z } from 'zod';
import { id } from '../paging.ts';

/** A file beside a word of a thread; only what is released can be fetched. */
export const complaintAttachment = z
  .object({
    id,
    messageId: id.describe('The word it belongs to'),
    fileName: z.string(),
    mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
    bytes: z.number().int(),
    state: z
      .enum(['quarantined', 'released', 'infected'])
      .describe('Of what was infected only this line is left'),
    scanned: z.boolean().describe('Whether a scanner looked at it'),
  })
  .meta({ id: 'ComplaintAttachment' });
export type ComplaintAttachment = z.infer<typeof complaintAttachment>;
