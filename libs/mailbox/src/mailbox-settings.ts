import { z } from 'zod';

/** Which mailbox a service follows; two services may follow the same one, for neither changes it. */
export const mailboxSettings = {
  MAILBOX_URL: z
    .url({ protocol: /^imaps?$/ })
    .optional()
    .describe('imaps://user:password@host/INBOX; none is read without'),
  MAILBOX_POLL_SECONDS: z.coerce.number().int().positive().default(120),
};
export type MailboxSettings = z.output<z.ZodObject<typeof mailboxSettings>>;
