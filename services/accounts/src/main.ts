import { runService } from '@pst/messaging';
import { readAccountsConfig } from './accounts.config.ts';
import { AccountsModule } from './accounts.module.ts';
import { database } from './database/data-source.ts';

await runService({
  name: 'accounts',
  module: AccountsModule,
  database,
  config: readAccountsConfig(),
});
