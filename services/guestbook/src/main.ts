import { runService } from '@pst/messaging';
import { database } from './database/data-source.ts';
import { readGuestbookConfig } from './guestbook.config.ts';
import { GuestbookModule } from './guestbook.module.ts';

await runService({
  name: 'guestbook',
  module: GuestbookModule,
  database,
  config: readGuestbookConfig(),
});
