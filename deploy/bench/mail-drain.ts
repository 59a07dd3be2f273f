import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { messageTo, newId } from '@pst/contracts';
import { serviceUnderTest } from '@pst/testing';
import { SMTPServer } from 'smtp-server';

import { database } from '../../services/notifications/src/database/data-source.ts';
import type { NotificationsConfig } from '../../services/notifications/src/notifications.config.ts';
import { NotificationsModule } from '../../services/notifications/src/notifications.module.ts';
import { findNatsServer } from '../local/nats-binary.ts';
import { ROOT } from '../local/settings.ts';

const FLOOR_MAILS = 200;
const GIVE_UP_MS = 15 * 60_000;

/** What became of a queue of mails. */
export interface Drained {
  readonly mails: number;
  readonly perSecond: number;
  readonly floorPerSecond: number;
  /** The sending process at its largest, while the queue was full. */
  readonly peakMegabytes: number;
  /** Mails that the server got more than once. */
  readonly doubles: number;
}

/**
 * A full queue, and a process that is started before it: how fast it empties, beside a loop that hands
 * mails of the same size to the same server and keeps nothing.
 */
export async function measureMailDrain(postgres: string, mails: number): Promise<Drained> {
  const nats = await findNatsServer({ say: () => undefined });
  Object.assign(process.env, {
    TEST_POSTGRES_URL: postgres,
    TEST_RUN: 'bench',
    TEST_NATS_SERVER: nats?.path,
  });
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      void text(stream).then((mail) => {
        received.push(/^Message-ID: (\S+)/m.exec(mail)?.[1] ?? '');
        done();
      });
    },
  });
  const port = await new Promise<number>((tell) => {
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      tell(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const SMTP_URL = `smtp://127.0.0.1:${port}`;
  const service = await serviceUnderTest<NotificationsConfig>({
    name: 'notifications',
    module: NotificationsModule,
    database,
    config: {
      SMTP_URL,
      MAIL_FROM: 'Pustaka PST <pst@pustaka.example>',
      OBJECT_STORAGE_DIR: '/nowhere',
      MAILBOX_POLL_SECONDS: 120,
    },
  });
  try {
    await service.running.stop();
    const content = { template: 'password-changed', name: 'Kenari' } as const;
    const order = () =>
      service.command(
        messageTo({
          office: '1606',
          to: `kenari-${newId()}@contoh.example`,
          language: 'id',
          cause: { kind: 'account', id: newId() },
          content,
        }),
      );
    for (let ordered = 0; ordered < mails; ordered += 100) {
      await Promise.all(Array.from({ length: 100 }, order));
    }
    const sender = spawn(
      process.execPath,
      [...process.execArgv, join(ROOT, 'services/notifications/src/main.ts')],
      {
        env: {
          PATH: process.env['PATH'],
          ...Object.fromEntries(
            Object.entries(service.config).map(([name, value]) => [name, String(value)]),
          ),
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const ended = new Promise<void>((done) => sender.once('exit', () => done()));
    const perSecond = await rateOf(received, mails);
    const status = readFileSync(`/proc/${sender.pid}/status`, 'utf8');
    const peakMegabytes = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024;
    sender.kill('SIGTERM');
    await ended;
    const doubles = received.length - new Set(received).size;
    received.length = 0;
    const floorPerSecond = await plainLoop(SMTP_URL);
    return { mails, perSecond, floorPerSecond, peakMegabytes, doubles };
  } finally {
    await service.stop();
    await new Promise<void>((done) => server.close(() => done()));
  }
}

/** Mails a second, from the first to the last. */
async function rateOf(received: readonly string[], mails: number): Promise<number> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  let begun: number | undefined;
  while (received.length < mails) {
    if (performance.now() > giveUpAt) {
      throw new Error(`${received.length} of ${mails} mails were sent`);
    }
    begun ??= received.length > 0 ? performance.now() : undefined;
    await pause(20);
  }
  return (mails / (performance.now() - (begun ?? 0))) * 1_000;
}

/** In a process of its own, as ours is. */
async function plainLoop(url: string): Promise<number> {
  const loop = spawn(process.execPath, [join(import.meta.dirname, 'mail-loop.mjs')], {
    env: { PATH: process.env['PATH'], SMTP_URL: url, MAILS: String(FLOOR_MAILS) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return Number(await text(loop.stdout));
}
