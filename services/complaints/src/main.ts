import { runService } from '@pst/messaging';
import { readComplaintsConfig } from './complaints.config.ts';
import { ComplaintsModule } from './complaints.module.ts';
import { database } from './database/data-source.ts';

await runService({
  name: 'complaints',
  module: ComplaintsModule,
  database,
  config: readComplaintsConfig(),
});
