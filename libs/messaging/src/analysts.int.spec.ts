import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';
import { EVERYTHING, startNats, type NatsUnderTest } from '@pst/testing';
import { inboxPrefix } from './bus.ts';
import { provision, provisionAnalytics } from './provision.ts';
import {
  ANALYST,
  ANALYTICS_PROVISIONER,
  ANALYTICS_STREAM,
  ANALYTICS_WRITER,
  natsPermissions,
} from './topology.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../../docs/examples/analysts');
const CALLED = 'analytics.1606.visit.called.v1';

describe('an analyst on the bus', () => {
  let nats: NatsUnderTest;
  let analyst: NatsConnection;
  let writer: NatsConnection;
  let inside: NatsConnection;

  const logIn = (user: string): Promise<NatsConnection> =>
    connect({ servers: nats.url, user, pass: nats.password, inboxPrefix: inboxPrefix(user) });

  beforeAll(async () => {
    nats = await startNats(natsPermissions);
    const login = (user: string) => ({ servers: nats.url, user, pass: nats.password });
    await provision(login(EVERYTHING));
    await provisionAnalytics(login(ANALYTICS_PROVISIONER));
    [analyst, writer, inside] = await Promise.all([
      logIn(ANALYST),
      logIn(ANALYTICS_WRITER),
      logIn(EVERYTHING),
    ]);
  });
  afterAll(async () => {
    await Promise.all([analyst.close(), writer.close(), inside.close()]);
    await nats.stop();
  });

  const write = (...words: string[]) =>
    Promise.all(
      words.map((word) => jetstream(writer).publish(CALLED, JSON.stringify({ id: word }))),
    );

  /** What an ordered consumer gets, as many as there are. */
  async function read(stream: string, from?: Date): Promise<string[]> {
    const consumer = await jetstream(analyst).consumers.get(stream, {
      ...(from && { deliver_policy: DeliverPolicy.StartTime, opt_start_time: from.toISOString() }),
    });
    const words: string[] = [];
    for await (const message of await consumer.fetch({ max_messages: 1_000, expires: 1_000 })) {
      words.push(message.json<{ id: string }>().id);
      if (message.info.pending === 0) {
        break;
      }
    }
    await consumer.delete();
    return words;
  }

  /** What the server says to a request: an answer, or that it is not allowed. */
  async function refusalOf(subject: string, body: unknown = {}): Promise<string> {
    const connection = await logIn(ANALYST);
    try {
      await connection.request(subject, JSON.stringify(body), { timeout: 2_000 });
      return 'answered';
    } catch (error) {
      const { cause, message } = error as Error;
      return cause instanceof Error ? cause.message : message;
    } finally {
      await connection.close();
    }
  }

  it('reads all that is published, and replays from an instant', async () => {
    await write('first', 'second');
    expect(await read(ANALYTICS_STREAM)).toEqual(['first', 'second']);
    const third = new Date();
    await write('third');
    expect(await read(ANALYTICS_STREAM)).toEqual(['first', 'second', 'third']);
    expect(await read(ANALYTICS_STREAM, third)).toEqual(['third']);
  });

  it('may keep a place of its own, which goes when it is not used', async () => {
    const manager = await jetstreamManager(analyst);
    const info = await manager.consumers.add(ANALYTICS_STREAM, {
      durable_name: 'notebook',
      ack_policy: AckPolicy.Explicit,
      filter_subject: 'analytics.1606.>',
    });
    expect(info.config.inactive_threshold).toBe(nanos(3_600_000));
    const consumer = await jetstream(analyst).consumers.get(ANALYTICS_STREAM, 'notebook');
    const message = await consumer.next({ expires: 1_000 });
    expect(await message?.ackAck()).toBe(true);
  });

  it.each([
    ['an event of its own', CALLED],
    ['a fact of the office', 'pst.1606.guestbook.visit.called'],
    ['a message to somebody', 'msg.1606.email'],
    ['a request to a service', 'rpc.accounts.read-account'],
    ['the end of the stream', `$JS.API.STREAM.DELETE.${ANALYTICS_STREAM}`],
    ['its purge', `$JS.API.STREAM.PURGE.${ANALYTICS_STREAM}`],
    ['the end of one event', `$JS.API.STREAM.MSG.DELETE.${ANALYTICS_STREAM}`],
    ['other settings of it', `$JS.API.STREAM.UPDATE.${ANALYTICS_STREAM}`],
    ['a stream of its own', '$JS.API.STREAM.CREATE.MINE'],
    ['the names of the places of others', `$JS.API.CONSUMER.NAMES.${ANALYTICS_STREAM}`],
    ["the end of a service's place", '$JS.API.CONSUMER.DELETE.PST.insights'],
    ["the office's events", '$JS.API.CONSUMER.CREATE.PST.mine'],
    ['an event of the office', '$JS.API.STREAM.MSG.GET.PST'],
    ['messages to persons', '$JS.API.DIRECT.GET.MESSAGES'],
  ])('may not ask for %s', async (_what, subject) => {
    expect(await refusalOf(subject)).toMatch(/Permissions Violation/);
  });

  it.each(['>', 'pst.>', 'msg.>', 'rpc.>', 'analytics.>', '_INBOX_insights.>'])(
    'may not listen to %s',
    async (subject) => {
      const connection = await logIn(ANALYST);
      const subscription = connection.subscribe(subject);
      await expect(subscription.closed).resolves.toMatchObject({
        message: expect.stringMatching(/Permissions Violation/),
      });
      await connection.close();
    },
  );

  it('cannot make the server speak to the services in its place', async () => {
    // A consumer may name any subject of its account to deliver to, and permissions do not see it.
    const heard: string[] = [];
    inside.subscribe('pst.1606.guestbook.visit.called', {
      callback(_error, message) {
        heard.push(message.string());
      },
    });
    await inside.flush();
    const answer = await analyst.request(
      `$JS.API.CONSUMER.CREATE.${ANALYTICS_STREAM}.loud`,
      JSON.stringify({
        stream_name: ANALYTICS_STREAM,
        config: {
          name: 'loud',
          deliver_subject: 'pst.1606.guestbook.visit.called',
          deliver_policy: 'all',
          ack_policy: 'none',
          replay_policy: 'instant',
        },
      }),
    );
    expect(answer.json()).toMatchObject({ name: 'loud' });
    await write('after it');
    expect(await read(ANALYTICS_STREAM)).toContain('after it');
    const loud = await (await jetstreamManager(analyst)).consumers.info(ANALYTICS_STREAM, 'loud');
    expect(loud.delivered.consumer_seq).toBe(0);
    expect(heard).toEqual([]);
  });

  it('sees what is added while it reads', async () => {
    const consumer = await jetstream(analyst).consumers.get(ANALYTICS_STREAM, {
      deliver_policy: DeliverPolicy.New,
    });
    const messages = await consumer.consume();
    await write('live');
    for await (const message of messages) {
      expect(message.json()).toEqual({ id: 'live' });
      break;
    }
  });

  it('finds that the example of the documentation runs', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const outcome = (fact: 'met' | 'breached', time: string) =>
      jetstream(writer).publish(
        `analytics.1606.service-level.${fact}.v1`,
        JSON.stringify({
          type: `pst.guestbook.service-level.${fact}.v1`,
          time,
          data: { clock: 'total' },
        }),
      );
    await outcome('breached', hoursAgo(48));
    await outcome('met', hoursAgo(3));
    await outcome('met', hoursAgo(2));
    await outcome('breached', hoursAgo(1));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(EXAMPLES, 'promises-kept.mjs'), hoursAgo(24)],
      { env: { NATS_URL: nats.url, NATS_USER: ANALYST, NATS_PASSWORD: nats.password } },
    );
    expect(stdout).toMatch(/^total +2 kept, 1 broken, 66\.7 %\n$/);
  });
});
