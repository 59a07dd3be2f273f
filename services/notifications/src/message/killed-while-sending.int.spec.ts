import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decideMessage, listMessages, messageTo, newId, type SendMessage } from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { database } from '../database/data-source.ts';
import type { NotificationsConfig } from '../notifications.config.ts';
import { NotificationsModule } from '../notifications.module.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const MORNING = '2026-11-23T02:00:00Z';
/** After the time in which a silent worker may still be at it. */
const LATER = '2026-11-23T02:06:00Z';
const STARTING = { timeoutMs: 30_000 };
const LONG = { timeoutMs: 90_000 };
/** Mails that one process has in hand. */
const AT_ONCE = 4;

const RESET: SendMessage['content'] = {
  template: 'password-reset',
  name: 'Kenari',
  link: 'http://127.0.0.1/setel-sandi#token=rahasia',
  expiresInMinutes: 30,
};
const DELIVERY: SendMessage['content'] = {
  template: 'softcopy-delivery',
  name: 'Kenari',
  requestNumber: 'P-2026-0001',
  titles: ['Musi Banyuasin Dalam Angka 2025'],
  sources: [],
  attachments: [],
  link: 'http://127.0.0.1/unduhan/rahasia',
  expiresOn: '2026-11-30',
};

describe('a service killed while it sends', () => {
  const admin = { actor: anActor('admin') };
  const received: string[] = [];
  /** What the mail server does at these moments, instead of going on. */
  let onSender: (() => void) | undefined;
  let onWholeMail: (() => void) | undefined;
  let beforeAnswer: (() => Promise<void>) | undefined;
  let afterDeath: (() => Promise<void>) | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) => (onSender === undefined ? done() : onSender()),
    onData: (stream, _session, done) => {
      void text(stream).then(async (mail) => {
        received.push(mail);
        await beforeAnswer?.();
        return onWholeMail === undefined ? done() : onWholeMail();
      }, done);
    },
  });
  let service: ServiceUnderTest;
  let settings: Record<string, string>;
  const senders: ChildProcess[] = [];

  beforeAll(async () => {
    // Who is killed cuts off its connection, in the middle of a mail too.
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    settings = {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Pustaka PST <pst@pustaka.example>',
      OBJECT_STORAGE_DIR: '/nowhere',
    };
    service = await serviceUnderTest<NotificationsConfig>({
      name: 'notifications',
      module: NotificationsModule,
      database,
      config: settings as never, // strings, as the environment has them
    });
    await service.running.stop();
  });
  beforeEach(() => {
    received.length = 0;
    onSender = onWholeMail = beforeAnswer = afterDeath = undefined;
  });
  afterEach(() => kill());
  afterAll(async () => {
    await service.stop();
    await new Promise<void>((done) => server.close(() => done()));
  });

  function start(at: string): void {
    const sender = spawn(
      process.execPath,
      [
        '--conditions=@pst/source',
        `--import=${join(ROOT, 'deploy/local/ts-hooks.mjs')}`,
        join(ROOT, 'services/notifications/src/main.ts'),
      ],
      {
        env: {
          PATH: process.env['PATH'],
          ...Object.fromEntries(
            Object.entries(service.config).map(([name, value]) => [name, String(value)]),
          ),
          CLOCK_START: at,
        },
        stdio: 'inherit',
      },
    );
    senders.push(sender);
  }
  /** Kills all of them, or the first. */
  async function kill(most = senders.length): Promise<void> {
    for (const dying of senders.splice(0, most)) {
      if (dying.exitCode === null) {
        dying.kill('SIGKILL');
        await once(dying, 'exit');
      }
    }
  }
  const messageWith = (content: SendMessage['content']) =>
    messageTo({
      office: '1606',
      to: 'kenari@contoh.example',
      language: 'id',
      cause: { kind: 'delivery', id: newId() },
      content,
    });
  /** Orders it and kills the process at the moment that `arm` waits for. */
  async function killedAt(
    content: SendMessage['content'],
    arm: (reached: () => void, message: SendMessage) => void,
  ): Promise<SendMessage> {
    const message = messageWith(content);
    const reached = new Promise<void>((tell) => arm(tell, message));
    start(MORNING);
    await service.command(message);
    await reached;
    await kill();
    await afterDeath?.();
    onSender = onWholeMail = beforeAnswer = afterDeath = undefined;
    return message;
  }
  const becomes = ({ id }: SendMessage, expected: object) =>
    eventually(async () => {
      const { items } = await service.ask(listMessages, {}, admin);
      expect(items.find((item) => item.id === id)).toMatchObject(expected);
    }, STARTING);

  const MOMENTS = {
    'before the mail server heard of the mail': (reached: () => void) => (onSender = reached),
    'when the mail server had the mail and had not answered': (reached: () => void) =>
      (onWholeMail = reached),
    'when the mail server had answered and nothing was noted': (
      reached: () => void,
      { id }: SendMessage,
    ) => {
      beforeAnswer = async () => {
        // The row is held, so that the note waits while the answer goes out.
        const holding = new pg.Client(service.config.DATABASE_URL);
        await holding.connect();
        await holding.query('begin');
        await holding.query('select from message where id = $1 for update', [id]);
        afterDeath = () => holding.end();
        const noting = eventually(async () => {
          const { rowCount } = await holding.query(
            `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          );
          expect(rowCount).toBe(1);
        }, STARTING);
        void noting.then(reached);
      };
    },
  };

  describe.each(Object.entries(MOMENTS))('%s', (_moment, arm) => {
    it('leaves a delivery in doubt, and sends it a second time only when somebody says so', async () => {
      const message = await killedAt(DELIVERY, arm);
      const before = received.length;
      start(LATER);
      await becomes(message, { state: 'uncertain', failure: 'interrupted', attempts: 1 });
      expect(received).toHaveLength(before);
      await service.ask(decideMessage, { messageId: message.id, decision: 'send-again' }, admin);
      await becomes(message, { state: 'sent' });
      expect(received).toHaveLength(before + 1);
    });

    it('sends what somebody waits for, the same under the same Message-ID', async () => {
      const message = await killedAt(RESET, arm);
      start(LATER);
      await becomes(message, { state: 'sent', attempts: 2 });
      const ids = received.map((mail) => /^Message-ID: (.*)\r$/m.exec(mail)?.[1]);
      expect(new Set(ids)).toEqual(new Set([`<${message.id}@pustaka.example>`]));
    });
  });

  it('while a mail waits for its next attempt loses nothing', async () => {
    const message = messageWith(DELIVERY);
    await service.command(message);
    const refused = new Promise<void>((tell) => {
      onSender = tell;
    });
    start(MORNING);
    await refused;
    // The server goes on without an answer; nothing of the mail was handed over, so it is tried again.
    server.connections.forEach((connection) => connection.close());
    await becomes(message, { state: 'pending', failure: 'smtp-unreachable' });
    await kill();
    onSender = undefined;
    start(LATER);
    await becomes(message, { state: 'sent', attempts: 2 });
    expect(received).toHaveLength(1);
  });

  it('that dies before it took an order finds it again', async () => {
    const message = messageWith(DELIVERY);
    await service.command(message);
    start(MORNING);
    await becomes(message, { state: 'sent', attempts: 1 });
    expect(received).toHaveLength(1);
  });

  it('beside another one leaves it the queue: none of 500 mails is lost, and none is sent twice', async () => {
    const idOf = (mail: string) => /^Message-ID: <([^@>]+)@/m.exec(mail)?.[1] ?? '';
    const messages = Array.from({ length: 500 }, () => ({
      ...messageWith(DELIVERY),
      to: `kenari-${newId()}@contoh.example`,
    }));
    for (const message of messages) {
      await service.command(message);
    }
    start(MORNING);
    start(MORNING);
    await eventually(() => {
      expect(received.length).toBeGreaterThan(100);
    }, LONG);
    await kill(1);
    const ids = new Set(messages.map(({ id }) => id));
    const db = new pg.Client(service.config.DATABASE_URL);
    await db.connect();
    const states = async () => {
      const { rows } = await db.query<{ id: string; status: string }>(
        'select id, status from message',
      );
      return rows.filter(({ id }) => ids.has(id));
    };
    await eventually(async () => {
      const found = await states();
      expect(found).toHaveLength(500);
      expect(found.filter(({ status }) => status === 'pending')).toEqual([]);
      expect(found.filter(({ status }) => status === 'sending').length).toBeLessThanOrEqual(
        AT_ONCE,
      );
    }, LONG);
    await kill();
    start(LATER);
    // What the killed one had in hand nobody knows, so a person is asked and nothing is repeated.
    await eventually(async () => {
      const doubtful = (await states()).filter(({ status }) => status !== 'sent');
      expect(doubtful.map(({ status }) => status)).toEqual(doubtful.map(() => 'uncertain'));
    }, LONG);
    const found = await states();
    const mailed = received.map(idOf);
    expect(new Set(mailed).size).toBe(mailed.length);
    const sent = found.filter(({ status }) => status === 'sent').map(({ id }) => id);
    expect(sent.length).toBeGreaterThanOrEqual(500 - AT_ONCE);
    expect(sent.filter((id) => !mailed.includes(id))).toEqual([]);
    await db.end();
  });
});
