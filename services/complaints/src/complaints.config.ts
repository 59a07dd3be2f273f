import { coreConfig, loadConfig } from '@pst/config';
import { z } from 'zod';

const complaintsConfig = coreConfig.extend({
  MAILBOX_URL: z
    .url({ protocol: /^imaps?$/ })
    .optional()
    .describe(
      'imaps://user:password@host/INBOX: where complaints by e-mail arrive; none is read without',
    ),
  MAILBOX_POLL_SECONDS: z.coerce.number().int().positive().default(120),
});
export type ComplaintsConfig = z.output<typeof complaintsConfig>;

export const readComplaintsConfig = () => loadConfig(complaintsConfig);
