import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  countDeadMails,
  decideMessage,
  deliveryRevoked,
  listMessages,
  messageFailed,
  messageSent,
  messageTemplate,
  messageTo,
  newId,
  previewTemplates,
  runMessageRetention,
  type SendMessage,
} from '@pst/contracts';
import { pendingSchemaChanges, Transaction } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { SMTPServer } from 'smtp-server';
import { database } from '../database/data-source.ts';
import type { NotificationsConfig } from '../notifications.config.ts';
import { NotificationsModule } from '../notifications.module.ts';

const CANARY = 'kenari@contoh.example';

describe('a message to a person', () => {
  const clock = Clock.standing(new Date('2026-11-23T02:00:00Z'));
  const objects = mkdtempSync(join(tmpdir(), 'pst-notifications-'));
  const received: string[] = [];
  let refusal: number | undefined;
  /** What happens between the whole mail and the server's yes. */
  let beforeYes: (() => Promise<void>) | undefined;
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
      void text(stream).then(async (mail) => {
        received.push(mail);
        await beforeYes?.();
        done();
      });
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
  beforeEach(() => {
    received.length = 0;
    refusal = undefined;
    beforeYes = undefined;
  });
  afterAll(async () => {
    await service.stop();
    await new Promise<void>((done) => server.close(() => done()));
    rmSync(objects, { recursive: true });
  });

  function aReset(): SendMessage {
    return messageTo({
      office: '1606',
      to: CANARY,
      language: 'id',
      cause: { kind: 'account', id: newId() },
      content: {
        template: 'password-reset',
        name: 'Kenari',
        link: 'http://127.0.0.1/setel-sandi#token=rahasia',
        expiresInMinutes: 30,
      },
    });
  }
  /** Orders it as another service does: through an outbox, over the work queue. */
  const order = (message: SendMessage) => service.command(message);
  const stateOf = async (id: string) => {
    const { items } = await service.ask(listMessages, {}, { actor: anActor('admin') });
    return items.find((item) => item.id === id);
  };
  /** The first attempt is over: what is changed from here on is not for it. */
  const refusedOnce = ({ id }: { id: string }) =>
    eventually(async () =>
      expect(await stateOf(id)).toMatchObject({ state: 'pending', attempts: 1 }),
    );

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('is mailed in the language of its reader, and the fact is announced', async () => {
    const message = aReset();
    await order(message);
    const sent = await service.event(messageSent, message.id);
    expect(sent.data).toMatchObject({ template: 'password-reset', cause: message.cause });
    expect(received).toHaveLength(1);
    expect(received[0]).toContain(`To: ${CANARY}`);
    expect(received[0]).toContain('Setel ulang kata sandi');
    expect(JSON.stringify(sent)).not.toMatch(/kenari|rahasia/i);
  });

  it('looks in the preview exactly as it is mailed, and knows by which words it was written', async () => {
    const officer = { actor: anActor('officer') };
    const { edition, templates } = await service.ask(previewTemplates, { language: 'en' }, officer);
    expect(templates.map(({ template }) => template).toSorted()).toEqual(
      messageTemplate.options.map(({ shape }) => shape.template.value).toSorted(),
    );
    // The way out of a mail is for its reader alone, and a preview has none.
    const parts = ['template', 'subject', 'text', 'html'];
    expect(templates.map((template) => Object.keys(template))).toEqual(templates.map(() => parts));
    const message = { ...aReset(), language: 'en' as const };
    await order(message);
    await service.event(messageSent, message.id);
    const shown = templates.find(({ template }) => template === 'password-reset');
    expect(received[0]).toContain(`Subject: ${shown?.subject}`);
    expect(shown?.html).toContain('<html lang="en">');
    expect(await stateOf(message.id)).toMatchObject({ edition });
  });

  it('ordered twice is mailed once', async () => {
    const message = aReset();
    await order(message);
    await service.event(messageSent, message.id);
    await order(message);
    const another = aReset();
    await order(another);
    await service.event(messageSent, another.id);
    expect(received).toHaveLength(2);
  });

  it('leaves neither address nor content behind once sent', async () => {
    const rows = await service.source.query(`select * from message where status = 'sent'`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/kenari/i);
    expect(rows.every(({ sealed }: { sealed: string | null }) => sealed === null)).toBe(true);
  });

  it('is tried again later when the mail server cannot take it now', async () => {
    refusal = 451;
    const message = aReset();
    await order(message);
    await eventually(async () => {
      expect(await stateOf(message.id)).toMatchObject({ state: 'pending', failure: 'smtp-451' });
    });
    refusal = undefined;
    clock.moveTo(new Date(clock.now().getTime() + 10_000));
    await service.event(messageSent, message.id);
    expect(await stateOf(message.id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('that left while the database was away is known as sent once it is back, and leaves once', async () => {
    beforeYes = () => service.postgres.interrupt();
    const message = aReset();
    await order(message);
    const notYet = jest.spyOn(service.running.app.get(Transaction), 'run');
    await eventually(() => expect(received).toHaveLength(1));
    notYet.mockClear();
    await eventually(() => expect(notYet.mock.calls.length).toBeGreaterThan(2));
    await service.postgres.resume();
    await service.event(messageSent, message.id);
    expect(await stateOf(message.id)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(received).toHaveLength(1);
  });

  it('fails for good when the mail server will never take it', async () => {
    refusal = 550;
    const message = aReset();
    await order(message);
    const failed = await service.event(messageFailed, message.id);
    expect(failed.data.reason).toBe('smtp-550');
  });

  it('brings its attachments along', async () => {
    writeFileSync(join(objects, 'satu.pdf'), '%PDF-1.7 kenari');
    const message = messageTo({
      office: '1606',
      to: CANARY,
      language: 'en',
      cause: { kind: 'delivery', id: newId() },
      content: {
        template: 'softcopy-delivery',
        name: 'Kenari',
        requestNumber: 'P-2026-0001',
        titles: ['Musi Banyuasin Dalam Angka 2025'],
        sources: ['BPS. (2025). Musi Banyuasin Dalam Angka 2025. BPS. http://127.0.0.1/katalog/1'],
        attachments: [{ objectKey: 'satu.pdf', fileName: 'mba-2025.pdf', bytes: 15 }],
        link: null,
        expiresOn: null,
      },
    });
    await order(message);
    await service.event(messageSent, message.id);
    expect(received[0]).toContain('filename=mba-2025.pdf');
  });

  it('of a delivery that is taken back before it left is not sent any more', async () => {
    refusal = 451;
    const message = { ...aReset(), cause: { kind: 'delivery', id: newId() } };
    await order(message);
    await refusedOnce(message);
    const revoked = { deliveryId: message.cause.id, requestId: newId() };
    await service.announce(
      deliveryRevoked.create(
        { ...revoked, revokedAt: clock.now().toISOString() },
        { office: '1606', about: revoked.requestId, at: clock.now() },
      ),
    );
    await eventually(async () =>
      expect(await stateOf(message.id)).toMatchObject({ state: 'dropped' }),
    );
    refusal = undefined;
    clock.moveTo(new Date(clock.now().getTime() + 60_000));
    const another = aReset();
    await order(another);
    await service.event(messageSent, another.id);
    expect(received).toHaveLength(1);
  });

  it('of a delivery that was taken back before it was ordered here is never sent', async () => {
    const message = { ...aReset(), cause: { kind: 'delivery', id: newId() } };
    const revoked = { deliveryId: message.cause.id, requestId: newId() };
    await service.announce(
      deliveryRevoked.create(
        { ...revoked, revokedAt: clock.now().toISOString() },
        { office: '1606', about: revoked.requestId, at: clock.now() },
      ),
    );
    await eventually(async () => {
      const rows = await service.source.query('select 1 from withdrawn_delivery where id = $1', [
        revoked.deliveryId,
      ]);
      expect(rows).toHaveLength(1);
    });
    await order(message);
    await eventually(async () =>
      expect(await stateOf(message.id)).toMatchObject({ state: 'dropped', attempts: 0 }),
    );
  });

  it('left half-sent by a crash is decided by its template', async () => {
    const message = aReset();
    refusal = 451;
    await order(message);
    await refusedOnce(message);
    refusal = undefined;
    // What a killed worker leaves: taken, and never settled.
    await service.running.app.get(Transaction).run((tx) =>
      tx.db.query(
        `update message set status = 'sending', sending_token = 'dead', sending_since = $2
         where id = $1`,
        [message.id, clock.now()],
      ),
    );
    clock.moveTo(new Date(clock.now().getTime() + 5 * 60_000));
    await service.event(messageSent, message.id);
  });

  describe('after its time', () => {
    const admin = { actor: anActor('admin') };
    const DAY_MS = 86_400_000;
    const run = async (dryRun: boolean) => {
      const { contents, messages } = await service.ask(runMessageRetention, { dryRun }, admin);
      return { contents, messages };
    };
    const daysLater = (days: number) =>
      clock.moveTo(new Date(clock.now().getTime() + days * DAY_MS + 1));

    it('has no content any more though it failed, cannot be sent, and stays in the log', async () => {
      refusal = 550;
      const message = aReset();
      await order(message);
      await service.event(messageFailed, message.id);
      await run(false);
      daysLater(30);
      const due = await run(true);
      expect(due.contents).toBeGreaterThan(0);
      expect(await stateOf(message.id)).toMatchObject({ contentKept: true });
      expect(await run(false)).toEqual(due);
      expect(await stateOf(message.id)).toMatchObject({ state: 'failed', contentKept: false });
      const again = { messageId: message.id, decision: 'send-again' } as const;
      await expect(service.ask(decideMessage, again, admin)).rejects.toMatchObject({
        slug: 'message-not-in-state',
      });
    });

    it('is no line of the log, and one that still waits is', async () => {
      const rows = (): Promise<{ status: string }[]> =>
        service.source.query('select status from message');
      const waiting = { ...aReset(), cause: { kind: 'visit', id: newId() } };
      refusal = 451;
      await order(waiting);
      await refusedOnce(waiting);
      await service.source.query(
        `update message set created_at = created_at - interval '400 days', next_attempt_at = '2200-01-01'
         where id = $1`,
        [waiting.id],
      );
      daysLater(365);
      expect((await run(false)).messages).toBeGreaterThan(0);
      expect((await rows()).map(({ status }) => status)).toEqual(['pending']);
    });

    it('was never there if its order could not be read, and that is counted', async () => {
      const dead = async () => (await service.ask(countDeadMails, {}, admin)).orders;
      expect(await dead()).toBe(0);
      service.probe.publish('msg.1606.email', '{"sealed":"x"}');
      await eventually(async () => expect(await dead()).toBe(1));
    });
  });
});
