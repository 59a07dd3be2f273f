import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, instant } from '../paging.ts';

const message = z.object({
  messageId: id,
  template: z.string(),
  cause: z.object({ kind: z.string(), id }),
});

/** The mail server took the message over. */
export const messageSent = defineEvent(
  'notifications.message.sent.v1',
  message.extend({ sentAt: instant }),
);

/** The message came back. */
export const messageBounced = defineEvent(
  'notifications.message.bounced.v1',
  message.extend({ bouncedAt: instant, reason: z.string() }),
);

/** The message could not be sent and will not be tried again by itself. */
export const messageFailed = defineEvent(
  'notifications.message.failed.v1',
  message.extend({ failedAt: instant, reason: z.string().describe('A code') }),
);

/** Its reader wants no more of what the message is about. */
export const messageDeclined = defineEvent(
  'notifications.message.declined.v1',
  message.extend({ declinedAt: instant }),
);
