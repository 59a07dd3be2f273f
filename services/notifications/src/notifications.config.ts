import { coreConfig, loadConfig } from '@pst/config';
import { mailboxSettings } from '@pst/mailbox';
import { objectStorageSettings } from '@pst/object-storage';
import { z } from 'zod';

const notificationsConfig = coreConfig.extend({
  SMTP_URL: z.string().min(1).describe('smtp:// or smtps://, with user and password where needed'),
  MAIL_FROM: z.string().min(3).describe('Sender of every mail: `Name <address>`'),
  DKIM_SELECTOR: z.string().optional().describe('With the key: mails are signed for their domain'),
  DKIM_PRIVATE_KEY: z.string().optional().describe('PEM, of the selector’s public key in the DNS'),
  ...mailboxSettings,
  ...objectStorageSettings,
});
export type NotificationsConfig = z.output<typeof notificationsConfig>;

export const readNotificationsConfig = () => loadConfig(notificationsConfig);
