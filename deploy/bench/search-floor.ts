// The floor of the search row: bare Fastify and pg running the product's own SQL on the same database.
//   SEARCH_FLOOR_DATABASE_URL; prints the port it listens on.
import { Clock } from '@pst/config';
import { searchPublications } from '@pst/contracts';
import { anonymous } from '@pst/security';
import fastify from 'fastify';
import pg from 'pg';

import { HitCounts } from '../../services/catalogue/src/publication/search-publications/hit-counts.ts';
import { SearchPublicationsHandler } from '../../services/catalogue/src/publication/search-publications/search-publications.handler.ts';
import type { SearchCount } from '../../services/catalogue/src/publication/search-publications/search-count.ts';

const pool = new pg.Pool({ connectionString: process.env['SEARCH_FLOOR_DATABASE_URL'], max: 10 });
// The handler asks its source for rows and nothing else.
const source = {
  query: async (sql: string, values: unknown[]) => (await pool.query(sql, values)).rows,
} as unknown as ConstructorParameters<typeof SearchPublicationsHandler>[0];
const count = { add: () => undefined } as unknown as SearchCount;
const handler = new SearchPublicationsHandler(source, count, Clock.system(), new HitCounts(source));
const caller = {
  office: '1606',
  language: 'id',
  actor: anonymous,
  operation: 'search',
  fingerprint: '',
} as const;

const app = fastify();
app.get('/v1/publications', (request) =>
  handler.handle(searchPublications.request.parse(request.query), caller),
);
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`);
process.on('SIGTERM', () => {
  void app.close().then(() => pool.end());
});
