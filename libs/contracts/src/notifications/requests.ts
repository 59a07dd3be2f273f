import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';

export const messageState = z
  .enum(['pending', 'sending', 'sent', 'failed', 'uncertain', 'bounced', 'dropped'])
  .meta({ id: 'MessageState' })
  .describe(
    'bounced: a mail server took it over and sent it back; ' +
      'uncertain: it may have left or not, and is not repeated without a person deciding so; ' +
      'dropped: a person decided that it is not sent',
  );
export const messageDecision = z.enum(['send-again', 'drop']).meta({ id: 'MessageDecision' });

const logEntry = z
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
  .meta({ id: 'MessageLogEntry' });

/** What was sent, without content and address. */
export const listMessages = defineRequest('notifications.list-messages', {
  allow: ['admin'],
  request: paging.extend({ state: messageState.optional() }),
  reply: pageOf(logEntry),
});

/** A person's word on a message that failed or is in doubt. */
export const decideMessage = defineRequest('notifications.decide-message', {
  allow: ['admin'],
  request: z
    .strictObject({ messageId: id, decision: messageDecision })
    .meta({ id: 'DecideMessage' }),
  reply: logEntry,
});
