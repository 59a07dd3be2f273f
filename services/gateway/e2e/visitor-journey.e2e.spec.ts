import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@pst/contracts';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import { Desk, watchQueue, type Answer } from './desk.ts';

/** A Monday at nine: the desk is open, and stays so for hours. */
const NINE = '2026-11-23T09:00:00+07:00';
/** A name, a mailbox and words that occur nowhere else, so that one trace of them is found. */
const CANARY = { name: 'Kenari Pengunjung', email: 'kenari.pengunjung@contoh.example' };
const WORDS = 'Kenari mengeluh tentang parkir';
const PASSWORD = 'kursi rotan di teras kenari';

const guestbookEntry = {
  name: CANARY.name,
  identityKind: 'ktp',
  institution: 'Universitas Kenari',
  institutionCategory: 'education-research',
  occupation: 'student',
  education: 'bachelor',
  sex: 'female',
  birthYear: 2003,
  email: CANARY.email,
  purpose: 'library-visit',
  useOfData: 'research',
  service: 'physical-library',
  noticeVersion: '2026-01',
};

describe('a visitor at the library desk', () => {
  let system: RunningSystem;
  let desk: Desk;
  let officer: string;
  let reader: string;
  let ticket: Answer['body'];
  let publication: Answer['body'];

  beforeAll(async () => {
    system = await startSystem({ DEMO_CLOCK: NINE });
    desk = new Desk(system);
    officer = await desk.signInAs('officer');
  });
  afterAll(() => system?.stop());

  it('1. reads the published service standard and whether the office is open', async () => {
    const office = await desk.want('/v1/office');
    expect(office.standard).toMatchObject({
      targets: { servedAfterGuestbook: 5, total: 20 },
      fee: { amount: 0, text: 'Tidak dipungut biaya' },
      complaints: { email: 'pst1606@bps.go.id' },
    });
    // Nobody outside reads how the staff signs in.
    expect(Object.keys(office)).not.toContain('staffSecondFactor');
    expect(await desk.want('/v1/office/status')).toMatchObject({ open: true, reason: 'open' });
    expect(await desk.want('/v1/office/status?at=2026-11-23T20:00:00%2B07:00')).toMatchObject({
      open: false,
      opensAt: '2026-11-24T01:00:00.000Z',
    });
  });

  it('2. signs the guestbook and gets ticket A001, a place and a promised time', async () => {
    const signed = await desk.ask('/v1/visits', { body: guestbookEntry });
    expect(signed.status).toBe(201);
    ticket = signed.body;
    expect(ticket).toMatchObject({ ticketNumber: 'A001', state: 'waiting', position: 1 });
    const seen = await desk.want(`/v1/visits/${ticket.code}`);
    expect(Date.parse(seen.dueAt) - Date.parse(seen.checkedInAt)).toBe(5 * 60_000);
  });

  it('3. is called, served and completed, while the board and the clocks follow', async () => {
    const board = await watchQueue(system);
    expect(board.contentType).toContain('text/event-stream');
    const act = (path: string, body: object = {}) =>
      desk.want(`/v1/desk/visits/${ticket.id}/${path}`, { body, token: officer });

    const called = await desk.want('/v1/desk/calls', { body: { counter: '1' }, token: officer });
    expect(called).toMatchObject({ ticketNumber: 'A001', state: 'called', name: CANARY.name });
    await eventually(() =>
      expect(board.seen.at(-1)?.called[0]).toMatchObject({ ticketNumber: 'A001', counter: '1' }),
    );
    await act('identity-check', { kind: 'ktp' });
    await act('start');
    await eventually(() => expect(board.seen.at(-1)?.servingCount).toBe(1));
    const done = await act('complete');
    expect(done.clocks.map(({ clock, outcome }: Answer['body']) => `${clock}: ${outcome}`)).toEqual(
      ['served-after-guestbook: met', 'served-after-workstation: not-started', 'total: met'],
    );
    await eventually(() => expect(board.seen.at(-1)?.servingCount).toBe(0));
    expect(JSON.stringify(board.seen)).not.toMatch(/kenari/i);
    await board.close();
  });

  it('4. finds a publication, registers, verifies by the mail that arrived, and reads the PDF', async () => {
    const found = await desk.want(
      '/v1/publications?q=musi+banyuasin+dalam+angka&availability=softcopy',
    );
    expect(found.total).toBeGreaterThan(3);
    expect(found.items[0].titleHighlighted).toContain('<mark>');
    publication = found.items[0];
    const file = `/v1/publications/${publication.id}/softcopy`;
    expect((await desk.ask(file)).status).toBe(401);

    const registration = { name: CANARY.name, email: CANARY.email, password: PASSWORD };
    expect((await desk.ask('/v1/accounts', { body: registration })).status).toBe(202);
    const mail = await desk.mailTo(CANARY.email, /Verifikasi/);
    const token = /#token=([\w-]+)/.exec(mail.text)?.[1];
    expect((await desk.ask('/v1/accounts/verification', { body: { token } })).status).toBe(204);
    reader = await desk.signIn(registration);

    const whole = await fetch(`${system.gateway}${file}`, {
      headers: { authorization: `Bearer ${reader}` },
    });
    expect(whole.headers.get('content-type')).toBe('application/pdf');
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const part = await fetch(`${system.gateway}${file}`, {
      headers: { authorization: `Bearer ${reader}`, range: 'bytes=100-199' },
    });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200));
  });

  it('5. asks for softcopies: one comes as an attachment, one as a link that works and can end', async () => {
    const ask = (channel: string) =>
      desk.want('/v1/document-requests', {
        body: { publicationIds: [publication.id], purpose: 'research', channel },
        token: reader,
      });
    const approve = (id: string) =>
      desk.want(`/v1/desk/document-requests/${id}/approve`, { body: {}, token: officer });
    const attached = await ask('email');
    await approve(attached.id);
    const mail = await desk.mailTo(CANARY.email, new RegExp(attached.number));
    expect(mail.attachments).toHaveLength(1);

    const linked = await ask('link');
    await approve(linked.id);
    const { text } = await desk.mailTo(CANARY.email, new RegExp(linked.number));
    const token = /\/unduhan\/([\w-]+)/.exec(text)?.[1];
    const delivery = await desk.want(`/v1/deliveries/${token}`);
    expect(delivery.files).toMatchObject([{ n: 1, title: publication.title }]);
    const open = (headers: Record<string, string>, method = 'GET') =>
      fetch(`${system.gateway}/v1/deliveries/${token}/files/1`, { method, headers });
    const person = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0' };
    const file = await open(person);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await eventually(async () => {
      expect(
        await desk.want(`/v1/document-requests/${linked.id}`, { token: reader }),
      ).toMatchObject({
        state: 'delivered',
      });
    });
    await open(person, 'HEAD');
    await (await open({ ...person, range: 'bytes=100-199' })).arrayBuffer();
    await (await open({ 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' })).arrayBuffer();
    const mine = await desk.want(`/v1/document-requests/${linked.id}`, { token: reader });
    expect(mine.opens).toMatchObject({ times: 1 });
    await desk.want(`/v1/desk/document-requests/${linked.id}/revoke`, { body: {}, token: officer });
    expect(await desk.ask(`/v1/deliveries/${token}`)).toMatchObject({
      status: 410,
      body: { type: '/problems/delivery-expired', title: 'Tautan unduhan sudah berakhir' },
    });
    expect((await desk.ask(`/v1/deliveries/${'x'.repeat(43)}`)).status).toBe(404);
  });

  it('6. is asked for a rating on the ticket page and by mail, and it counts once', async () => {
    let surveyUrl = '';
    await eventually(async () => {
      const seen = await desk.want(`/v1/visits/${ticket.code}`);
      expect(seen.surveyUrl).not.toBeNull();
      ({ surveyUrl } = seen);
    });
    const invitation = await desk.mailTo(CANARY.email, /layanan kami/);
    expect(invitation.text).toContain(`/tiket/${ticket.code}/penilaian`);
    const path = `/v1/surveys/${surveyUrl.split('/survei/')[1]}`;
    expect(await desk.want(path)).toMatchObject({ source: 'visit', answered: false });
    const rating = { rating: 5, comment: WORDS };
    expect((await desk.ask(path, { body: rating })).status).toBe(201);
    expect(await desk.ask(path, { body: rating })).toMatchObject({
      status: 409,
      body: { type: '/problems/survey-already-answered' },
    });
  });

  it('7. files a complaint, which is answered and read with code and PIN', async () => {
    const filing = { subject: 'Parkir', body: WORDS, contact: { email: CANARY.email } };
    expect(await desk.askOnce('/v1/complaints', { body: filing })).toMatchObject({
      status: 428,
      body: { type: '/problems/proof-of-work-needed' },
    });
    const receipt = await desk.want('/v1/complaints', { body: filing });
    expect(receipt.code).toMatch(/^ADU-/);
    const handler = await desk.signInAs('complaint-handler');
    const act = (action: string, body: object) =>
      desk.want(`/v1/desk/complaints/${receipt.id}/${action}`, { body, token: handler });
    await act('classify', { class: 'non-supervisory' });
    await act('initial-response', { body: 'Kami periksa.' });
    await act('substantive-response', { body: 'Parkir kini diatur.' });
    await desk.mailTo(CANARY.email, new RegExp(receipt.code));
    const path = `/v1/complaints/${receipt.code}`;
    expect(JSON.stringify(await desk.want(path))).not.toMatch(/parkir/i);
    const thread = await desk.want(path, { headers: { 'x-complaint-pin': receipt.pin } });
    expect(thread.messages.at(-1)).toMatchObject({ from: 'office', body: 'Parkir kini diatur.' });
    const wrong = { 'x-complaint-pin': receipt.pin === '000000' ? '111111' : '000000' };
    expect((await desk.ask(path, { headers: wrong })).status).toBe(404);
  });

  it('8. left an event at every step, from which insights counts the day', async () => {
    const head = await desk.signInAs('head');
    await eventually(
      async () => {
        const today = await desk.want('/v1/reports/today', { token: head });
        expect(today).toMatchObject({
          visits: { checkedIn: 1, completed: 1, waiting: 0 },
          waits: { n: 1 },
          onTime: { numerator: 1, denominator: 1, share: 1 },
          deliveries: { requested: 2, sent: 2, failed: 0 },
          ratings: { count: 1, mean: 5 },
          complaints: { received: 1, closed: 0 },
        });
        expect(today.searches.count).toBeGreaterThanOrEqual(1);
        expect(today.readings.online).toBeGreaterThanOrEqual(1);
      },
      { timeoutMs: 20_000 },
    );
    const events = await eventsOf(await desk.signInAs('analyst'));
    const types = new Set(events.map(({ type }) => type));
    for (const step of [
      'pst.accounts.account.verified.v1',
      'pst.guestbook.visit.checked-in.v1',
      'pst.guestbook.visit.called.v1',
      'pst.guestbook.visit.completed.v1',
      'pst.guestbook.service-level.met.v1',
      'pst.catalogue.search.performed.v1',
      'pst.catalogue.softcopy.read.v1',
      'pst.document-delivery.delivery.sent.v1',
      'pst.document-delivery.delivery.opened.v1',
      'pst.feedback.rating.given.v1',
      'pst.complaints.complaint.replied.v1',
      'pst.notifications.message.sent.v1',
    ]) {
      expect(types).toContain(step);
    }
    for (const event of events) {
      expect(event).toMatchObject({
        specversion: '1.0',
        datacontenttype: 'application/json',
        office: '1606',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        source: expect.stringMatching(/^urn:pst:1606:/),
      });
    }
    expect(JSON.stringify(events)).not.toMatch(/kenari|parkir/i);
  });

  it('left no trace of the person in any log', () => {
    const logs = join(system.folder, 'logs');
    for (const file of readdirSync(logs).filter((name) => !/^(mail|postgres)/.test(name))) {
      const text = readFileSync(join(logs, file), 'utf8');
      expect({ file, traces: text.match(/kenari|parkir/gi) }).toEqual({ file, traces: null });
    }
  });

  it('gets the same answer for the same Idempotency-Key, and a refusal for another body', async () => {
    const headers = { 'idempotency-key': newId() };
    const first = await desk.ask('/v1/visits', { body: guestbookEntry, headers });
    const again = await desk.ask('/v1/visits', { body: guestbookEntry, headers });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const other = { ...guestbookEntry, birthYear: 1990 };
    expect(await desk.ask('/v1/visits', { body: other, headers })).toMatchObject({
      status: 422,
      body: { type: '/problems/idempotency-key-reused' },
    });
  });

  async function eventsOf(token: string): Promise<Answer['body'][]> {
    const lines = await desk.want('/v1/events?limit=1000', { token });
    const page = (text: string) =>
      text
        .trim()
        .split('\n')
        .filter((line) => line !== '')
        .map((line): Answer['body'] => JSON.parse(line));
    const events = page(lines);
    for (let last = events.at(-1); last !== undefined;) {
      const next = page(await desk.want(`/v1/events?limit=1000&after=${last.position}`, { token }));
      events.push(...next);
      last = next.at(-1);
    }
    return events;
  }
});
