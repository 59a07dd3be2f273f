import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import { messageFailed, messageSent, messageTo, newId } from '@pst/contracts';
import { eventually, serviceUnderTest, startMetrics, type ServiceUnderTest } from '@pst/testing';
import { SMTPServer } from 'smtp-server';
import { database } from '../../database/data-source.ts';
import type { NotificationsConfig } from '../../notifications.config.ts';
import { NotificationsModule } from '../../notifications.module.ts';

describe('mails, measured', () => {
  const clock = Clock.standing(new Date('2026-11-23T02:00:00Z'));
  const objects = mkdtempSync(join(tmpdir(), 'pst-notifications-'));
  const metrics = startMetrics();
  let refusal: number | undefined;
  let service: ServiceUnderTest;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(
        refusal === undefined
          ? null
          : Object.assign(new Error('refused'), { responseCode: refusal }),
      ),
    onData: (stream, _session, done) => {
      stream.resume().once('end', () => done());
    },
  });

  beforeAll(async () => {
    const port = await new Promise<number>((resolve) => {
      const listener = server.listen(0, '127.0.0.1', () => {
        const address = listener.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    service = await serviceUnderTest<NotificationsConfig>({
      name: 'notifications',
      module: NotificationsModule,
      database,
      clock,
      config: {
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        MAIL_FROM: 'Pustaka PST <pst@pustaka.example>',
        OBJECT_STORAGE_DIR: objects,
        MAILBOX_POLL_SECONDS: 120,
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    await new Promise<void>((done) => server.close(() => done()));
    rmSync(objects, { recursive: true });
  });

  /** Orders a mail to an address of its own. */
  async function order(): Promise<string> {
    const message = messageTo({
      office: '1606',
      to: `kenari-${newId()}@contoh.example`,
      language: 'id',
      cause: { kind: 'account', id: newId() },
      content: {
        template: 'password-reset',
        name: 'Kenari',
        link: 'http://127.0.0.1/setel-sandi#token=rahasia',
        expiresInMinutes: 30,
      },
    });
    await service.command(message);
    return message.id;
  }
  async function counted(
    name: 'pst.mails.waiting' | 'pst.mails.held' | 'pst.mails.settled',
    label: 'when' | 'state' | 'outcome',
  ): Promise<Record<string, unknown>> {
    const all = await metrics.collect(name);
    expect(JSON.stringify(all)).not.toMatch(/kenari/i);
    return Object.fromEntries(all.map(({ labels, value }) => [labels[label], value]));
  }

  it('are counted when they left', async () => {
    await service.event(messageSent, await order());
    expect(await counted('pst.mails.waiting', 'when')).toEqual({ now: 0, later: 0 });
    expect(await counted('pst.mails.settled', 'outcome')).toEqual({ sent: 1 });
  });

  it('wait as long as the mail server says later, and longer the longer it does', async () => {
    refusal = 451;
    const id = await order();
    await eventually(async () => {
      const [row] = await service.source.query(
        `select status, attempts from message where id = $1`,
        [id],
      );
      expect(row).toEqual({ status: 'pending', attempts: 1 });
    });
    expect(await counted('pst.mails.waiting', 'when')).toEqual({ now: 1, later: 0 });
    clock.moveTo(new Date(clock.now().getTime() + 1_000));
    expect(await metrics.collect('pst.mails.longest_wait')).toEqual([
      { labels: { office: '1606' }, value: 1 },
    ]);
    refusal = undefined;
    clock.moveTo(new Date(clock.now().getTime() + 600_000));
    await service.event(messageSent, id);
    expect(await metrics.collect('pst.mails.longest_wait')).toMatchObject([{ value: 0 }]);
  });

  it('are held when they failed, until somebody says what becomes of them', async () => {
    refusal = 550;
    await service.event(messageFailed, await order());
    expect(await counted('pst.mails.held', 'state')).toEqual({
      failed: 1,
      uncertain: 0,
      suppressed: 0,
    });
    expect(await counted('pst.mails.settled', 'outcome')).toMatchObject({ failed: 1 });
  });
});
