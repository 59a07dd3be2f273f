import { runService } from '@pst/messaging';
import { database } from './database/data-source.ts';
import { readFeedbackConfig } from './feedback.config.ts';
import { FeedbackModule } from './feedback.module.ts';

await runService({
  name: 'feedback',
  module: FeedbackModule,
  database,
  config: readFeedbackConfig(),
});
