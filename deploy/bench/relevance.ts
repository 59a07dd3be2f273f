// Starts a PostgreSQL of its own, measures, and prints a table and the queries that are answered worst.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createDataSource } from '@pst/persistence';

import { database, migrate } from '../../services/catalogue/src/database/data-source.ts';
import { startKeeper } from '../local/keeper.ts';
import { startPostgresServer } from '../local/postgres-server.ts';
import { measureRelevance } from './relevance/measure-relevance.ts';
import type { Quality } from './relevance/measures.ts';

const WORST = 10;
const folder = mkdtempSync(join(tmpdir(), 'pst-relevance-'));
const keeper = startKeeper();
const server = await startPostgresServer({
  folder: join(folder, 'data'),
  password: randomBytes(12).toString('hex'),
  volatile: true,
});
keeper.watch(server.pid);
try {
  await migrate(server.url);
  const source = await createDataSource(server.url, database).initialize();
  const { ours, plain, kept, worst } = await measureRelevance(source);
  await source.destroy();
  const row = (name: string, { ndcg, mrr, recall }: Quality) =>
    [name.padEnd(24), ...[ndcg, mrr, recall].map((value) => value.toFixed(3).padStart(10))].join(
      '',
    );
  console.log(
    [
      `${''.padEnd(24)}   nDCG@10       MRR recall@10`,
      row('ours', ours),
      ...Object.entries(plain).map(([name, quality]) => row(`PostgreSQL ${name}`, quality)),
      kept ? 'kept' : 'BROKEN: ours is not ahead by the margin',
      '',
      ...worst
        .slice(0, WORST)
        .map(({ q, ndcg, first }) => `${ndcg.toFixed(2)}  ${q}  →  ${first || 'nothing'}`),
    ].join('\n'),
  );
  process.exitCode = kept ? 0 : 1;
} finally {
  await server.stop();
  keeper.dismiss();
  rmSync(folder, { recursive: true, force: true });
}
