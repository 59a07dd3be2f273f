import { coreConfig, loadConfig } from '@pst/config';
import { z } from 'zod';

const notificationsConfig = coreConfig.extend({
  SMTP_URL: z.string().min(1).describe('smtp:// or smtps://, with user and password where needed'),
  MAIL_FROM: z.string().min(3).describe('Sender of every mail: `Name <address>`'),
  OBJECT_STORAGE_DIR: z.string().min(1).describe('Where attachments are read from'),
});
export type NotificationsConfig = z.output<typeof notificationsConfig>;

export const readNotificationsConfig = () => loadConfig(notificationsConfig);
