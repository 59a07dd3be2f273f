import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  calendarChanged,
  decideMessage,
  declineInvitations,
  listMessages,
  messageDeclined,
  messageFailed,
  messageSent,
  messageTo,
  newId,
  type SendMessage,
} from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { SMTPServer } from 'smtp-server';
import { database } from '../database/data-source.ts';
import type { NotificationsConfig } from '../notifications.config.ts';
import { NotificationsModule } from '../notifications.module.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const admin = { actor: anActor('admin') };

describe('a mail that is due', () => {
  const clock = Clock.standing(wib('2026-11-23T09:00'));
  const received: string[] = [];
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
        OBJECT_STORAGE_DIR: '/nowhere',
        MAILBOX_POLL_SECONDS: 120,
      },
    });
  });
  beforeEach(() => clock.moveTo(wib('2026-11-23T09:00')));
  afterAll(async () => {
    await service.stop();
    await new Promise<void>((done) => server.close(() => done()));
  });

  const mail = (content: SendMessage['content'], to = `kenari-${newId()}@contoh.example`) =>
    messageTo({
      office: '1606',
      to,
      language: 'id',
      cause: { kind: 'visit', id: newId() },
      content,
    });
  const anInvitation = () =>
    mail({ template: 'survey-invitation', name: 'K', about: 'visit', link: 'http://127.0.0.1/s' });
  const aCode = (to?: string) =>
    mail(
      {
        template: 'one-time-code',
        code: '123456',
        purpose: 'returning-visitor',
        expiresInMinutes: 10,
      },
      to,
    );
  const stateOf = async (id: string) => {
    const { items } = await service.ask(listMessages, { limit: 100 }, admin);
    return items.find((item) => item.id === id);
  };
  /** Ordered, looked at, and not sent. */
  async function waits(message: SendMessage): Promise<Date> {
    await service.command(message);
    return eventually(async () => {
      const [row] = await service.source.query(
        `select next_attempt_at as at from message
         where id = $1 and status = 'pending' and next_attempt_at > created_at`,
        [message.id],
      );
      expect(row).toBeDefined();
      return row.at;
    });
  }

  describe('outside of the office hours', () => {
    it('waits for the morning if it invites, and leaves at once if somebody waits for it', async () => {
      clock.moveTo(wib('2026-11-23T19:30'));
      const [invitation, code] = [anInvitation(), aCode()];
      expect(await waits(invitation)).toEqual(wib('2026-11-24T08:00'));
      await service.command(code);
      await service.event(messageSent, code.id);
      clock.moveTo(wib('2026-11-24T08:00'));
      await service.event(messageSent, invitation.id);
    });

    it('follows the office’s calendar: an invitation of a Friday waits past a Monday that is off', async () => {
      await service.announce(
        calendarChanged.create(
          {
            version: 2,
            days: [{ date: '2026-11-30', kind: 'office-closure', source: 'Surat Kepala 12/2026' }],
            completeYears: [],
            changedAt: clock.now().toISOString(),
          },
          { office: '1606', about: '1606', at: clock.now() },
        ),
      );
      await eventually(async () => {
        const kept = await service.source.query('select 1 from office_calendar');
        expect(kept).toHaveLength(1);
      });
      clock.moveTo(wib('2026-11-27T16:30'));
      expect(await waits(anInvitation())).toEqual(wib('2026-12-01T08:00'));
    });
  });

  describe('one too many for its address', () => {
    const to = 'robot@contoh.example';

    it('is kept back, so that two programs do not talk for ever, and is announced', async () => {
      const codes = Array.from({ length: 22 }, () => aCode(to));
      await Promise.all(codes.map((code) => service.command(code)));
      await eventually(async () => {
        const states = await Promise.all(codes.map(async ({ id }) => (await stateOf(id))?.state));
        expect(states.filter((state) => state === 'sent')).toHaveLength(20);
        expect(states.filter((state) => state === 'suppressed')).toHaveLength(2);
      });
      const kept = await service.events(messageFailed);
      expect(kept.map(({ data }) => data.reason)).toEqual(['too-many', 'too-many']);
    });

    it('keeps back nobody else’s', async () => {
      const other = aCode();
      await service.command(other);
      await service.event(messageSent, other.id);
    });

    it('is sent by a person’s word once the hour is over', async () => {
      const { items } = await service.ask(listMessages, { state: 'suppressed' }, admin);
      clock.moveTo(new Date(clock.now().getTime() + 61 * 60_000));
      const messageId = items[0]?.id ?? '';
      await service.ask(decideMessage, { messageId, decision: 'send-again' }, admin);
      await service.event(messageSent, messageId);
    });
  });

  describe('whose reader wants no more invitations', () => {
    const tokenOf = (raw: string) =>
      /^List-Unsubscribe:\s*<[^>]*mail-opt-outs\/([^>]+)>/m.exec(raw)?.[1] ?? '';

    it('is kept back if it invites, and sent if it does not', async () => {
      const first = anInvitation();
      await service.command(first);
      await service.event(messageSent, first.id);
      const token = tokenOf(received.find((raw) => raw.includes(first.id)) ?? '');
      await service.ask(declineInvitations, { token });
      await service.ask(declineInvitations, { token });
      const [second, code] = [{ ...anInvitation(), to: first.to }, aCode(first.to)];
      await service.command(second);
      expect((await service.event(messageFailed, second.id)).data.reason).toBe('opted-out');
      await service.command(code);
      await service.event(messageSent, code.id);
    });

    it('of news ends what they are about and keeps nothing else from the address', async () => {
      const accountId = newId();
      const news = {
        ...anInvitation(),
        cause: { kind: 'reader-news', id: accountId },
        content: {
          template: 'publication-news' as const,
          name: 'Sari',
          publications: [{ title: 'Statistik Daerah 2026', link: 'https://pst.example/katalog/1' }],
          more: 0,
          link: 'https://pst.example/akun',
        },
      };
      await service.command(news);
      await service.event(messageSent, news.id);
      const mail = received.find((raw) => raw.includes(news.id)) ?? '';
      await service.ask(declineInvitations, { token: tokenOf(mail) });
      const declined = await service.event(messageDeclined, news.id);
      expect(declined.data.cause).toEqual({ kind: 'reader-news', id: accountId });
      const invitation = { ...anInvitation(), to: news.to };
      await service.command(invitation);
      await service.event(messageSent, invitation.id);
    });

    it('is nobody whom another’s guess declared so', async () => {
      const guess = { token: `${newId()}.${'A'.repeat(43)}` };
      await expect(service.ask(declineInvitations, guess)).rejects.toMatchObject({
        slug: 'not-found',
      });
    });
  });
});
