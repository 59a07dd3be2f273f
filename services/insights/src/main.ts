import { runService } from '@pst/messaging';
import { database } from './database/data-source.ts';
import { readInsightsConfig } from './insights.config.ts';
import { InsightsModule } from './insights.module.ts';

await runService({
  name: 'insights',
  module: InsightsModule,
  database,
  config: readInsightsConfig(),
});
