import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  complaintReceived,
  complaintReopened,
  handleComplaint,
  listComplaints,
  newId,
  readComplaint,
  readComplaintThread,
  readReporter,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal } from '@pst/persistence';
import {
  anActor,
  eventually,
  serviceUnderTest,
  startMailbox,
  type MailboxUnderTest,
  type ServiceUnderTest,
} from '@pst/testing';
import type { ComplaintsConfig } from '../../complaints.config.ts';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const handler = { actor: anActor('complaint-handler') };
const OFFICE = 'pst1606@bps.go.id';

/** A picture of one pixel, as WebP. */
const PIXEL = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

/** A mail as programs write them, with a Message-ID of its own. */
const aMail = ({ subject = 'Antrean', body = 'Terlalu lama.', headers = [] as string[] } = {}) =>
  [
    'From: Kenari Merah <kenari@contoh.example>',
    `To: ${OFFICE}`,
    `Subject: ${subject}`,
    `Message-ID: <${newId()}@contoh.example>`,
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    body,
    '',
  ].join('\r\n');

describe('a complaint by e-mail', () => {
  const clock = Clock.standing(wib('2026-11-02T09:00'));
  let mailbox: MailboxUnderTest;
  let service: ServiceUnderTest;
  const objects = mkdtempSync(join(tmpdir(), 'pst-mail-'));

  beforeAll(async () => {
    mailbox = await startMailbox([aMail({ subject: 'Sudah dibaca petugas' })]);
    service = await serviceUnderTest<ComplaintsConfig>({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: { OBJECT_STORAGE_DIR: objects, MAILBOX_URL: mailbox.url, MAILBOX_POLL_SECONDS: 1 },
    });
    await eventually(isFollowed);
  });
  afterAll(async () => {
    await service.stop();
    await mailbox.stop();
    rmSync(objects, { recursive: true });
  });

  async function isFollowed(): Promise<void> {
    expect(await service.source.query('select 1 from mailbox')).toHaveLength(1);
  }
  type Seen = { id: string; outcome: string; complaint_id: string };
  const seen = (): Promise<Seen[]> => service.source.query('select * from incoming_mail');
  /** Puts the mails in and waits until as many more have been looked at: what became of them. */
  async function arrive(...mails: (string | Buffer)[]): Promise<Seen[]> {
    const before = new Set((await seen()).map(({ id }) => id));
    mailbox.deliver(...mails);
    return eventually(async () => {
      const after = (await seen()).filter(({ id }) => !before.has(id));
      expect(after).toHaveLength(mails.length);
      return after;
    });
  }
  const outcomesOf = async (...mails: string[]) =>
    (await arrive(...mails)).map(({ outcome }) => outcome).toSorted();
  const cases = async () =>
    (await service.ask(listComplaints, { channel: 'email', limit: 100 }, handler)).items;
  async function aCase(mail = aMail()) {
    const [arrived] = await arrive(mail);
    expect(arrived?.outcome).toBe('opened');
    return service.ask(readComplaint, { complaintId: arrived?.complaint_id ?? '' }, handler);
  }
  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      handler,
    );
  async function sent(): Promise<SendMessage[]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows.map(({ payload }) => seal.open(payload.id, payload.sealed));
  }
  /** The headers by which a mail program answers our newest mail. */
  async function answering(): Promise<string[]> {
    const last = (await sent()).at(-1);
    const messageId = `<${last?.id}.${last?.answers?.token}@pst.example>`;
    return [`In-Reply-To: ${messageId}`, `References: <lama@contoh.example> ${messageId}`];
  }

  it('brings photos and PDFs along; what else it brought is named, for the mailbox still has it', async () => {
    const part = (type: string, name: string, content: Buffer) => [
      '--batas',
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      content.toString('base64'),
    ];
    const { attachments, messages } = await aCase(
      [
        'From: Kenari Merah <kenari@contoh.example>',
        `To: ${OFFICE}`,
        'Subject: Dengan foto',
        `Message-ID: <${newId()}@contoh.example>`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=batas',
        '',
        '--batas',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Lihat foto.',
        ...part('application/octet-stream', '../loket.exe', PIXEL),
        ...part('image/jpeg', 'loket.jpg', Buffer.from('MZ bukan foto')),
        '--batas--',
        '',
      ].join('\r\n'),
    );
    expect(attachments).toMatchObject([{ fileName: 'loket.webp', mediaType: 'image/webp' }]);
    expect(attachments[0]?.messageId).toBe(messages[0]?.id);
    expect(messages[0]?.body).toMatch(
      /^Lihat foto\.\n\n\[Lampiran di kotak surat kantor .*: loket\.jpg\]$/,
    );
  });

  it('opens a case with everything it says, and its sender gets code and PIN', async () => {
    const opened = await aCase(aMail({ subject: '=?utf-8?Q?Antrean_di_loket_=F0=9F=98=A1?=' }));
    expect(opened).toMatchObject({
      channel: 'email',
      subject: 'Antrean di loket 😡',
      body: 'Terlalu lama.',
      contactLeft: true,
    });
    const reason = 'check-identity';
    expect(await service.ask(readReporter, { complaintId: opened.id, reason }, handler)).toEqual({
      contact: { name: 'Kenari Merah', email: 'kenari@contoh.example' },
    });
    await service.event(complaintReceived, opened.id);
    const told = (await sent()).at(-1);
    expect(told).toMatchObject({
      to: 'kenari@contoh.example',
      answers: { to: OFFICE },
      content: { template: 'complaint-received', code: opened.code, initialResponseDays: 5 },
    });
    const pin = told?.content.template === 'complaint-received' ? told.content.pin : '';
    const thread = await service.ask(readComplaintThread, { code: opened.code, pin });
    expect(thread.messages).toHaveLength(1);
  });

  it('does not open one of what lay in the mailbox before', async () => {
    expect((await cases()).map(({ subject }) => subject)).not.toContain('Sudah dibaca petugas');
  });

  it('leaves neither words nor address readable in the database', async () => {
    await aCase(aMail({ subject: 'Pokok rahasia', body: 'Uraian rahasia' }));
    const rows = await Promise.all(
      ['complaint', 'complaint_message', 'incoming_mail', 'outbox'].map((table) =>
        service.source.query(`select * from ${table}`),
      ),
    );
    expect(JSON.stringify(rows)).not.toMatch(/kenari|rahasia/i);
  });

  it('is answered by e-mail, and an answer to that continues the case, from whatever address', async () => {
    const { id } = await aCase();
    await act(id, { action: 'classify', class: 'non-supervisory' });
    await act(id, { action: 'initial-response', body: 'Loket mana?', waitForReporter: true });
    expect((await sent()).at(-1)?.content).toMatchObject({ answer: 'Loket mana?' });
    const reply = aMail({
      subject: 'Lain sekali',
      headers: await answering(),
      body: 'Loket satu.\r\n\r\nPada Sen, 2 Nov 2026 pukul 10.15 PST\r\n<pst1606@bps.go.id> menulis:\r\n> Loket mana?',
    }).replace('kenari@', 'murai@');
    expect(await outcomesOf(reply)).toEqual(['continued']);
    const { state, messages } = await service.ask(readComplaint, { complaintId: id }, handler);
    expect(state).toBe('initial-response');
    expect(messages.at(-1)).toMatchObject({ from: 'reporter', body: 'Loket satu.' });
  });

  it('is not continued by a forged word of ours, nor by the subject: that is a new case', async () => {
    const { id, code } = await aCase();
    const [, forged = ''] = await answering();
    const mail = aMail({
      subject: `Re: Pengaduan ${code} dijawab`,
      headers: [forged.replace(/\.[\w-]{22}@/, `.${'A'.repeat(22)}@`)],
    });
    expect(await outcomesOf(mail)).toEqual(['opened']);
    const { messages } = await service.ask(readComplaint, { complaintId: id }, handler);
    expect(messages).toHaveLength(1);
  });

  it('reopens a case that was closed, while that can be, and is a new one after', async () => {
    const { id } = await aCase();
    await act(id, { action: 'classify', class: 'non-supervisory' });
    await act(id, { action: 'substantive-response', body: 'Sudah.' });
    await act(id, { action: 'close' });
    const headers = await answering();
    expect(await outcomesOf(aMail({ headers, body: 'Belum!' }))).toEqual(['reopened']);
    await service.event(complaintReopened, id);
    await act(id, { action: 'substantive-response', body: 'Kini sudah.' });
    await act(id, { action: 'close' });
    const before = clock.now();
    clock.moveTo(wib('2026-12-30T09:00'));
    expect(await outcomesOf(aMail({ headers, body: 'Masih belum!' }))).toEqual(['opened']);
    clock.moveTo(before);
  });

  it('is not made of what machines send, and those get no answer', async () => {
    const mailsBefore = (await sent()).length;
    const casesBefore = (await cases()).length;
    const headers = await answering();
    expect(
      await outcomesOf(
        aMail({ headers: [...headers, 'Auto-Submitted: auto-replied'] }),
        aMail({ headers: [...headers, 'Precedence: bulk'] }),
        aMail({ headers: ['List-Id: <warta.contoh.example>'] }),
        aMail({ headers: ['Return-Path: <>'] }),
        aMail({ subject: 'Balasan otomatis: Antrean' }),
        aMail().replace('kenari@contoh.example>', 'MAILER-DAEMON@contoh.example>'),
        aMail().replace('kenari@contoh.example>', `${OFFICE}>`),
      ),
    ).toEqual(['automatic', 'automatic', 'bounce', 'bounce', 'list', 'list', 'us']);
    expect(await sent()).toHaveLength(mailsBefore);
    expect(await cases()).toHaveLength(casesBefore);
  });

  it('is acknowledged a few times a day and no more, so that two programs do not talk for ever', async () => {
    const mails = Array.from({ length: 7 }, () =>
      aMail().replace('kenari@contoh.example', 'robot@contoh.example'),
    );
    expect(new Set(await outcomesOf(...mails))).toEqual(new Set(['opened']));
    const told = (await sent()).filter(({ to }) => to === 'robot@contoh.example');
    expect(told).toHaveLength(5);
  });

  it('is one case, though the mailbox holds the mail twice and numbers it anew', async () => {
    const mail = aMail({ subject: 'Sekali saja' });
    await aCase(mail);
    mailbox.deliver(mail);
    mailbox.renumber();
    await aCase(aMail({ subject: 'Sesudahnya' }));
    const subjects = (await cases()).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject === 'Sekali saja')).toHaveLength(1);
    expect(subjects.filter((subject) => subject === 'Sudah dibaca petugas')).toHaveLength(0);
  });

  it('arrives although the line fell silent without a word', async () => {
    mailbox.fallSilent();
    await aCase(aMail({ subject: 'Sesudah putus' }));
  });

  it('is taken in by one of several replicas', async () => {
    const replica = await service.replica();
    const mails = Array.from({ length: 20 }, () => aMail({ subject: 'Bersamaan' }));
    await arrive(...mails);
    await arrive(aMail());
    const open = (await cases()).filter(({ subject }) => subject === 'Bersamaan');
    expect(open).toHaveLength(20);
    await replica.stop();
  });
});
