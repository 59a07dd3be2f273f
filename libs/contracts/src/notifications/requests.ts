import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';

export const messageState = z
  .enum(['pending', 'sending', 'sent', 'failed', 'uncertain'])
  .meta({ id: 'MessageState' })
  .describe('uncertain: a crash while sending; it is not repeated without a person deciding so');

/** What was sent, without content and address. */
export const listMessages = defineRequest('notifications.list-messages', {
  allow: ['admin'],
  request: paging.extend({ state: messageState.optional() }),
  reply: pageOf(
    z
      .object({
        id,
        template: z.string(),
        state: messageState,
        attempts: z.number().int(),
        cause: z.object({ kind: z.string(), id }),
        createdAt: instant,
        sentAt: instant.nullable(),
        failure: z.string().nullable().describe('A reason code'),
      })
      .meta({ id: 'MessageLogEntry' }),
  ),
});
