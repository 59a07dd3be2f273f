import { runService } from '@pst/messaging';
import { database } from './database/data-source.ts';
import { readNotificationsConfig } from './notifications.config.ts';
import { NotificationsModule } from './notifications.module.ts';

await runService({
  name: 'notifications',
  module: NotificationsModule,
  database,
  config: readNotificationsConfig(),
});
