// What the same work costs with nothing around it: Fastify and pg, one process. The floor of every ratio.
//   FLOOR_DATABASE_URL, FLOOR_FILE (a file to serve); prints the port it listens on.
import { randomUUID } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';

import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.FLOOR_DATABASE_URL, max: 10 });
await pool.query(
  'create table if not exists document (path text primary key, body jsonb not null)',
);
await pool.query(
  `create table if not exists visit (
     id uuid primary key, code text, body jsonb, at timestamptz, state text default 'waiting')`,
);
await pool.query(`create index if not exists visit_waiting on visit (at) where state = 'waiting'`);
await pool.query(
  'create table if not exists outbox (id uuid primary key, subject text, payload jsonb, at timestamptz)',
);

const app = fastify();
/** What the product answered to this address, as one row found by its key. */
app.get('/document/*', async (request, reply) => {
  const { rows } = await pool.query({
    name: 'document',
    text: 'select body::text from document where path = $1',
    values: [request.url.slice('/document'.length)],
  });
  return reply.type('application/json').send(rows[0]?.body);
});
app.put('/document/*', async (request) => {
  await pool.query('insert into document values ($1, $2) on conflict (path) do nothing', [
    request.url.slice('/document'.length),
    JSON.stringify(request.body),
  ]);
  return {};
});
/** Two inserts in one transaction. */
app.post('/visit', async (request, reply) => {
  const client = await pool.connect();
  const id = randomUUID();
  try {
    await client.query('begin');
    await client.query('insert into visit values ($1, $2, $3, now())', [id, id, request.body]);
    await client.query('insert into outbox values ($1, $2, $3, now())', [
      randomUUID(),
      'visit.checked-in',
      { id },
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  return reply.code(201).send({ id });
});
/** The oldest waiting row taken, changed and announced in one transaction. */
app.post('/call', async (_request, reply) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query(
      `select id, code, body, at from visit where state = 'waiting'
       order by at limit 1 for update skip locked`,
    );
    await client.query(`update visit set state = 'called' where id = $1`, [rows[0].id]);
    await client.query('insert into outbox values ($1, $2, $3, now())', [
      randomUUID(),
      'visit.called',
      { id: rows[0].id },
    ]);
    await client.query('commit');
    return reply.code(201).send(rows[0]);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
});
app.get('/file', (_request, reply) => {
  const file = process.env.FLOOR_FILE ?? import.meta.filename;
  return reply
    .header('content-length', statSync(file).size)
    .type('application/pdf')
    .send(createReadStream(file));
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${app.server.address().port}\n`);
process.on('SIGTERM', () => {
  void app.close().then(() => pool.end());
});
