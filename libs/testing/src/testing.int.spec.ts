import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';

import {
  eventually,
  EVERYTHING,
  startNats,
  startOwnPostgres,
  startPostgres,
  type NatsUnderTest,
} from './index.ts';

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a database under test', () => {
  it('is cloned from a template that is migrated once, and shares no rows', async () => {
    let migrations = 0;
    const template = {
      name: 'testing-spec',
      migrate: async (url: string) => {
        migrations += 1;
        await query(url, 'create table visit (code text)');
      },
    };
    const [one, two] = await Promise.all([startPostgres(template), startPostgres(template)]);

    await query(one.url, "insert into visit values ('A001')");

    expect(await query(two.url, 'select code from visit')).toEqual([]);
    expect(migrations).toBe(1);
    await Promise.all([one.stop(), two.stop()]);
  });

  it('is gone after the test', async () => {
    const database = await startPostgres();
    await database.stop();

    await expect(query(database.url, 'select 1')).rejects.toThrow('does not exist');
  });

  it('keeps its rows through an outage of a server of its own', async () => {
    const server = await startOwnPostgres();
    await query(server.url, "create table visit as select 'A001' as code");

    await server.interrupt();
    await expect(query(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    await server.resume();

    expect(await query(server.url, 'select code from visit')).toEqual([{ code: 'A001' }]);
    await server.stop();
  });
});

describe('a bus under test', () => {
  let nats: NatsUnderTest;
  beforeAll(async () => {
    nats = await startNats({
      feedback: { publish: ['pst.1606.feedback.>'], subscribe: ['_INBOX_feedback.>'] },
    });
  });
  afterAll(() => nats.stop());

  it('keeps what a stream stored through a restart', async () => {
    const login = { servers: nats.url, user: EVERYTHING, pass: nats.password };
    const before = await connect(login);
    await (await jetstreamManager(before)).streams.add({ name: 'EVT', subjects: ['pst.>'] });
    await jetstream(before).publish('pst.1606.feedback.rating.given', 'five');
    await before.close();

    await nats.interrupt();
    await nats.resume();

    const after = await connect(login);
    const { state } = await (await jetstreamManager(after)).streams.info('EVT');
    await after.close();
    expect(state.messages).toBe(1);
  });

  it('lets a user publish only what its permissions say', async () => {
    const feedback = await connect({
      servers: nats.url,
      user: 'feedback',
      pass: nats.password,
      inboxPrefix: '_INBOX_feedback',
    });
    const refusals: string[] = [];
    const listening = (async () => {
      for await (const status of feedback.status()) {
        if (status.type === 'error') {
          refusals.push(String(status.error));
        }
      }
    })();

    feedback.publish('pst.1606.accounts.account.closed', 'forged');
    await feedback.flush();

    await eventually(() => expect(refusals.join()).toContain('pst.1606.accounts.account.closed'));
    await feedback.close();
    await listening;
  });

  it('refuses who has no password', async () => {
    await expect(connect({ servers: nats.url })).rejects.toThrow('Authorization Violation');
  });
});

describe('eventually', () => {
  it('asks until the assertion holds', async () => {
    let asked = 0;
    await eventually(() => expect((asked += 1)).toBe(3));
    expect(asked).toBe(3);
  });

  it('gives up with the last failure', async () => {
    const never = eventually(() => expect('waiting').toBe('completed'), { timeoutMs: 50 });
    await expect(never).rejects.toThrow('completed');
  });
});
