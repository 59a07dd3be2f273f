import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  liftSuppression,
  listMessages,
  listSuppressions,
  messageBounced,
  messageFailed,
  messageSent,
  messageTo,
  newId,
  type SendMessage,
} from '@pst/contracts';
import {
  anActor,
  eventually,
  serviceUnderTest,
  startMailbox,
  type MailboxUnderTest,
  type ServiceUnderTest,
} from '@pst/testing';
import { SMTPServer } from 'smtp-server';
import { database } from '../../database/data-source.ts';
import type { NotificationsConfig } from '../../notifications.config.ts';
import { NotificationsModule } from '../../notifications.module.ts';

const CANARY = 'kenari@contoh.example';
const OFFICE = 'pst@pustaka.example';

const aReset = (): SendMessage =>
  messageTo({
    office: '1606',
    to: CANARY,
    language: 'id',
    cause: { kind: 'account', id: newId() },
    content: { template: 'password-changed', name: 'Kenari' },
  });

/** What a mail server sends back of the mail, as Postfix writes it. */
function aReport(mail: string, { action = 'failed', status = '5.1.1', diagnostic = '' } = {}) {
  const headers = mail.slice(0, mail.indexOf('\r\n\r\n'));
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@contoh.example (Mail Delivery System)',
    `To: ${OFFICE}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    `Message-ID: <${newId()}@contoh.example>`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="lapor"',
    '',
    '--lapor',
    'Content-Type: text/plain',
    '',
    'This is the mail system at host contoh.example.',
    '--lapor',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; contoh.example',
    '',
    `Final-Recipient: rfc822; ${CANARY}`,
    `Action: ${action}`,
    `Status: ${status}`,
    ...(diagnostic ? [`Diagnostic-Code: smtp; ${diagnostic}`] : []),
    '',
    '--lapor',
    'Content-Type: text/rfc822-headers',
    '',
    headers,
    '--lapor--',
    '',
  ].join('\r\n');
}

describe('a mail that was handed over', () => {
  const received: string[] = [];
  let mailbox: MailboxUnderTest;
  let service: ServiceUnderTest;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      void text(stream).then((mail) => {
        received.push(mail);
        done();
      });
    },
  });

  beforeAll(async () => {
    mailbox = await startMailbox();
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
      clock: Clock.standing(new Date('2026-11-23T02:00:00Z')),
      config: {
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        MAIL_FROM: `Pustaka PST <${OFFICE}>`,
        OBJECT_STORAGE_DIR: '/nowhere',
        MAILBOX_URL: mailbox.url,
        MAILBOX_POLL_SECONDS: 1,
      },
    });
    await eventually(isFollowed);
  });
  afterAll(async () => {
    await service.stop();
    await mailbox.stop();
    await new Promise<void>((done) => server.close(() => done()));
  });

  async function isFollowed(): Promise<void> {
    expect(await readUpTo()).toBe(0);
  }
  async function readUpTo(): Promise<number> {
    const [place] = await service.source.query('select last_uid from mailbox');
    return Number(place.last_uid);
  }
  /** Orders a mail and waits until it left: what the SMTP server had of it. */
  async function sentMail(message = aReset()): Promise<{ id: string; mail: string }> {
    await service.command(message);
    await service.event(messageSent, message.id);
    const mail = received.find((raw) => raw.includes(message.id)) ?? '';
    return { id: message.id, mail };
  }
  /** Puts the mails in and waits until they have been looked at. */
  async function arrive(...mails: string[]): Promise<void> {
    const until = (await readUpTo()) + mails.length;
    mailbox.deliver(...mails);
    await eventually(async () => expect(await readUpTo()).toBe(until));
  }
  const stateOf = async (id: string) => {
    const { items } = await service.ask(listMessages, {}, { actor: anActor('admin') });
    return items.find((item) => item.id === id);
  };

  it('and came back is bounced, says why, and the fact is announced without an address', async () => {
    const { id, mail } = await sentMail();
    await arrive(aReport(mail));
    const bounced = await service.event(messageBounced, id);
    expect(bounced.data).toMatchObject({ messageId: id, reason: 'no-such-address' });
    expect(await stateOf(id)).toMatchObject({ state: 'bounced', failure: 'no-such-address' });
    expect(JSON.stringify(bounced)).not.toMatch(/kenari/i);
  });

  it('came back once, however often a server says so and the mailbox is numbered anew', async () => {
    const { id, mail } = await sentMail();
    await arrive(aReport(mail), aReport(mail, { status: '5.2.2' }));
    mailbox.renumber();
    await arrive(aReport((await sentMail()).mail));
    const bounced = await service.events(messageBounced);
    expect(bounced.filter(({ subject }) => subject === id)).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ failure: 'no-such-address' });
  });

  it('and is told to be underway still is noted as delayed, and stays sent', async () => {
    const { id, mail } = await sentMail();
    await arrive(aReport(mail, { action: 'delayed', status: '4.4.1' }));
    expect(await stateOf(id)).toMatchObject({ state: 'sent', failure: 'delayed' });
  });

  it('is explained by the server that refused it, where its word says more', async () => {
    const { id, mail } = await sentMail();
    const diagnostic = '552 5.2.2 The mailbox is over its quota';
    await arrive(aReport(mail, { status: '5.0.0', diagnostic }));
    expect(await stateOf(id)).toMatchObject({ state: 'bounced', failure: 'mailbox-full' });
  });

  it('did not come back because a holiday note or a read receipt answers it, and neither is answered', async () => {
    const { id, mail } = await sentMail();
    const messageId = /^Message-ID: (.*)$/im.exec(mail)?.[1] ?? '';
    const sentBefore = received.length;
    const note = [
      'Return-Path: <>',
      `From: ${CANARY}`,
      'Subject: Sedang cuti',
      'Auto-Submitted: auto-replied',
      `In-Reply-To: ${messageId}`,
      '',
      'Kotak surat ini tidak dibaca sampai 550 hari lagi.',
      '',
    ].join('\r\n');
    const receipt = aReport(mail)
      .replace('delivery-status;', 'disposition-notification;')
      .replace(/^Action:.*\r\n/m, '');
    await arrive(note, receipt, note, note);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', failure: null });
    expect(received).toHaveLength(sentBefore);
  });

  it('is not declared returned by a report about a mail that nobody sent', async () => {
    const { mail, id } = await sentMail();
    const before = (await service.events(messageBounced)).length;
    await arrive(aReport(mail.replaceAll(id, newId())));
    expect(await service.events(messageBounced)).toHaveLength(before);
  });

  describe('to an address that does not exist', () => {
    const officer = { actor: anActor('officer') };
    const gone = 'hilang@contoh.example';
    const aDecline = () =>
      messageTo({
        office: '1606',
        to: gone.toUpperCase(),
        language: 'id',
        cause: { kind: 'request', id: newId() },
        content: {
          template: 'request-declined',
          name: 'Hilang',
          requestNumber: 'P-2026-0001',
          reason: 'Hak cipta',
          answer: null,
          link: 'http://127.0.0.1/permintaan',
        },
      });
    const listed = async (lifted = false) =>
      (await service.ask(listSuppressions, { lifted: String(lifted) as never }, officer)).items;

    it('is suppressed, and the next one is kept back where everybody sees it', async () => {
      const { mail } = await sentMail({ ...aReset(), to: gone });
      await arrive(aReport(mail).replace(CANARY, gone));
      await eventually(async () =>
        expect((await listed()).map(({ address }) => address)).toContain(gone),
      );
      const kept = aDecline();
      await service.command(kept);
      const failed = await service.event(messageFailed, kept.id);
      expect(failed.data.reason).toBe('address-suppressed');
      expect(await stateOf(kept.id)).toMatchObject({ state: 'suppressed', attempts: 0 });
      expect(received.filter((raw) => raw.includes(kept.id))).toEqual([]);
      const rows = await service.source.query('select * from suppression, outbox');
      expect(JSON.stringify(rows)).not.toMatch(/hilang/i);
    });

    it('is sent when its reader asked for it just now', async () => {
      const { mail } = await sentMail({ ...aReset(), to: gone });
      expect(mail).toContain(gone);
    });

    it('is sent again once an officer took the address off the list, which stays written down', async () => {
      const [found] = (await listed()).filter(({ address }) => address === gone);
      const lift = { suppressionId: found?.id ?? '', reason: 'address-works' } as const;
      await service.ask(liftSuppression, lift, officer);
      expect(await listed(true)).toContainEqual(
        expect.objectContaining({ id: found?.id, address: null, liftReason: 'address-works' }),
      );
      await expect(service.ask(liftSuppression, lift, officer)).rejects.toMatchObject({
        slug: 'not-found',
      });
      await sentMail(aDecline());
    });

    it('does not suppress another address that the report names', async () => {
      const { mail } = await sentMail({ ...aReset(), to: 'biasa@contoh.example' });
      await arrive(aReport(mail).replaceAll('biasa@contoh.example', 'korban@contoh.example'));
      const addresses = (await listed()).map(({ address }) => address);
      expect(addresses).not.toContain('korban@contoh.example');
    });
  });
});
