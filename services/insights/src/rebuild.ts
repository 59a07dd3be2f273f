// Makes every number anew from the events received: `node … services/insights/src/rebuild.ts`, with the
// environment of the service. Safe while the service runs.
import { createDataSource, MessageSeal, Transaction } from '@pst/persistence';
import { loadOfficeProfile, WorkingTime } from '@pst/service-standard';
import { database } from './database/data-source.ts';
import { rebuildFacts } from './facts/rebuild-facts.ts';
import { readInsightsConfig } from './insights.config.ts';

const config = readInsightsConfig();
const source = await createDataSource(config.DATABASE_URL, database).initialize();
const projected = await rebuildFacts(
  new Transaction(source, new MessageSeal(config.MESSAGE_KEY)),
  new WorkingTime(loadOfficeProfile(config.OFFICE_PROFILE)),
);
await source.destroy();
process.stdout.write(`${projected} events projected\n`);
