import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  addComplaintMessage,
  complaintClassified,
  complaintClosed,
  complaintOverdue,
  complaintRated,
  complaintReceived,
  complaintReopened,
  complaintReplied,
  fileComplaint,
  handleComplaint,
  listComplaints,
  messageBounced,
  messageSent,
  newId,
  rateComplaint,
  readComplaint,
  readComplaintStatus,
  readComplaintThread,
  reopenComplaint,
  transcribeComplaint,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal, pendingSchemaChanges } from '@pst/persistence';
import { PersonalData, trackingCode } from '@pst/security';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../complaints.module.ts';
import { database } from '../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const handler = { actor: anActor('complaint-handler') };
const aReport = {
  subject: 'Antrean Kenari',
  body: 'Kenari menunggu terlalu lama di loket.',
  contact: { name: 'Kenari', email: 'kenari@contoh.example' },
};

describe('a complaint', () => {
  const clock = Clock.standing(wib('2026-11-02T09:00'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  const file = (more: object = {}) => service.ask(fileComplaint, { ...aReport, ...more });
  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      handler,
    );
  const classify = (id: string, as = 'non-supervisory') =>
    act(id, { action: 'classify', class: as });
  async function mails(): Promise<SendMessage[]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows.map(({ payload }) => seal.open(payload.id, payload.sealed));
  }

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('gets a code, a PIN and the dates that are promised, and stays between reporter and office', async () => {
    const receipt = await file();
    expect(receipt.code).toMatch(/^ADU-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(receipt.pin).toMatch(/^\d{6}$/);
    expect(receipt.deadlines).toEqual([
      { deadline: 'classify', dueAt: wib('2026-11-05T15:30').toISOString(), outcome: 'running' },
      {
        deadline: 'initial-response',
        dueAt: wib('2026-11-09T15:30').toISOString(),
        outcome: 'running',
      },
    ]);
    await service.event(complaintReceived, receipt.id);
    const stored = await Promise.all(
      ['complaint', 'complaint_message', 'outbox', 'idempotent_request'].map((table) =>
        service.source.query(`select * from ${table}`),
      ),
    );
    expect(JSON.stringify(stored)).not.toMatch(/kenari/i);
    expect(JSON.stringify(stored)).not.toContain(receipt.pin);
  });

  it('is answered, and the reporter reads the answer with code and PIN alone', async () => {
    const { id, code, pin } = await file();
    await classify(id);
    expect((await service.event(complaintClassified, id)).data.onTime).toBe(true);
    await act(id, { action: 'initial-response', body: 'Kami periksa.' });
    await act(id, { action: 'substantive-response', body: 'Loket kedua kini dibuka.' });
    const thread = await service.ask(readComplaintThread, { code, pin });
    expect(thread).toMatchObject({ subject: 'Antrean Kenari', state: 'substantive-response' });
    expect(thread.messages.map(({ from, kind }) => `${from} ${kind}`)).toEqual([
      'reporter report',
      'office initial-response',
      'office substantive-response',
    ]);
    expect(thread.deadlines.map(({ outcome }) => outcome)).toEqual(['met', 'met', 'met']);
    const last = (await mails()).at(-1);
    expect(last).toMatchObject({ to: 'kenari@contoh.example', content: { code } });
    expect(JSON.stringify(last?.content)).not.toMatch(/loket/i);
    await service.event(complaintReplied, id);
  });

  it('shows its status to whoever has the code, and nothing of what was written', async () => {
    const { code } = await file();
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const status = await service.ask(readComplaintStatus, { code: typed });
    expect(status).toMatchObject({ code, state: 'received', canReopen: false });
    expect(JSON.stringify(status)).not.toMatch(/kenari/i);
  });

  it('answers a wrong code and a wrong PIN alike, and locks after ten wrong PINs', async () => {
    const { code, pin } = await file();
    const wrong = pin === '000000' ? '111111' : '000000';
    const refusal = { slug: 'complaint-not-found', status: 404 };
    await expect(
      service.ask(readComplaintThread, { code: 'ADU-0000-0001', pin }),
    ).rejects.toMatchObject(refusal);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expect(service.ask(readComplaintThread, { code, pin: wrong })).rejects.toMatchObject(
        refusal,
      );
    }
    await expect(service.ask(readComplaintThread, { code, pin })).rejects.toMatchObject(refusal);
    const before = clock.now();
    clock.moveTo(new Date(before.getTime() + 15 * 60_000));
    await service.ask(readComplaintThread, { code, pin });
    clock.moveTo(before);
  });

  it('is refused with the same work, whether the code is nobody’s, the PIN is wrong or it is locked', async () => {
    const { code, pin } = await file();
    const wrong = pin === '000000' ? '111111' : '000000';
    const hashes = jest.spyOn(service.running.app.get(PersonalData), 'blindIndex');
    const statements: string[] = [];
    const workOf = async (key: { code: string; pin: string }) => {
      statements.length = 0;
      hashes.mockClear();
      await expect(service.ask(readComplaintThread, key)).rejects.toMatchObject({
        slug: 'complaint-not-found',
      });
      // The sweeps that run beside it read other tables, or other rows.
      return [
        hashes.mock.calls.filter(([, purpose]) => purpose === 'complaint.pin').length,
        statements.filter((sql) =>
          /where .*"?code"? = |update .*wrong_pins|missed_guess/is.test(sql),
        ).length,
      ];
    };
    const runner = service.source.createQueryRunner();
    const proto: { query: (sql: string, ...more: unknown[]) => unknown } =
      Object.getPrototypeOf(runner);
    const { query } = proto;
    const spied = jest.spyOn(proto, 'query').mockImplementation(function (
      this: unknown,
      sql,
      ...more
    ) {
      statements.push(sql);
      return query.call(this, sql, ...more);
    });
    await runner.release();
    const ofWrongPin = await workOf({ code, pin: wrong });
    expect(ofWrongPin).toEqual([1, 2]);
    expect(await workOf({ code: trackingCode('ADU'), pin })).toEqual(ofWrongPin);
    for (let attempt = 1; attempt < 10; attempt += 1) {
      await workOf({ code, pin: wrong });
    }
    expect(await workOf({ code, pin })).toEqual(ofWrongPin);
    spied.mockRestore();
    hashes.mockRestore();
  });

  it('is not found by guessing: ten thousand well-formed codes, one and the same answer', async () => {
    const answers = new Set<string>();
    const guess = () =>
      service.ask(readComplaintStatus, { code: trackingCode('ADU') }).then(
        () => answers.add('found'),
        (error: { slug: string; status: number; params: object }) =>
          answers.add(JSON.stringify([error.slug, error.status, error.params])),
      );
    // So few at once that a busy machine turns none of them away.
    for (let tried = 0; tried < 10_000; tried += 20) {
      await Promise.all(Array.from({ length: 20 }, guess));
    }
    expect([...answers]).toEqual([JSON.stringify(['complaint-not-found', 404, {}])]);
  });

  it('of somebody who wants to stay unknown shows no handler who it is', async () => {
    const { id } = await file({ anonymous: true });
    expect(await service.ask(readComplaint, { complaintId: id }, handler)).toMatchObject({
      anonymous: true,
      contactLeft: false,
    });
    await classify(id);
    await act(id, { action: 'initial-response', body: 'Terima kasih.' });
    expect((await mails()).at(-1)?.to).toBe('kenari@contoh.example');
  });

  it('shows in its thread whether the mail about an answer left, and whether it came back', async () => {
    const { id } = await file();
    await classify(id);
    await act(id, { action: 'initial-response', body: 'Kami periksa.' });
    const answer = async () =>
      (await service.ask(readComplaint, { complaintId: id }, handler)).messages.at(-1);
    const first = await answer();
    expect(first?.delivery).toBe('pending');
    const mail = { messageId: newId(), template: 'complaint-answered' };
    const cause = { kind: 'complaint-answer', id: first?.id ?? '' };
    const about = { office: '1606', about: mail.messageId, at: clock.now() };
    const at = clock.now().toISOString();
    await service.announce(messageSent.create({ ...mail, cause, sentAt: at }, about));
    await eventually(async () => expect((await answer())?.delivery).toBe('sent'));
    await service.announce(
      messageBounced.create({ ...mail, cause, bouncedAt: at, reason: '5.1.1' }, about),
    );
    await eventually(async () => expect((await answer())?.delivery).toBe('bounced'));
  });

  it('must be classified before it is answered', async () => {
    const { id } = await file();
    await expect(act(id, { action: 'substantive-response', body: 'Sudah.' })).rejects.toMatchObject(
      {
        slug: 'complaint-not-in-state',
        params: { state: 'received', action: 'substantive-response' },
      },
    );
  });

  it('stands still while the office waits for the reporter', async () => {
    clock.moveTo(wib('2026-11-03T09:00'));
    const { id, code, pin } = await file();
    await classify(id);
    const asked = await act(id, {
      action: 'initial-response',
      body: 'Loket yang mana?',
      waitForReporter: true,
    });
    const due = ({ deadlines }: typeof asked) =>
      deadlines.find(({ deadline }) => deadline === 'substantive-response');
    expect(asked.state).toBe('waiting-reporter');
    expect(due(asked)?.outcome).toBe('paused');
    clock.moveTo(wib('2026-11-04T09:00'));
    await service.ask(addComplaintMessage, { code, pin, body: 'Loket satu.' });
    const answered = await service.ask(readComplaint, { complaintId: id }, handler);
    expect(answered.state).toBe('initial-response');
    // One working day later than it was: six hours of service, from nine to nine.
    expect(due(answered)).toMatchObject({
      outcome: 'running',
      dueAt: wib('2026-11-24T15:30').toISOString(),
    });
    clock.moveTo(wib('2026-11-02T09:00'));
  });

  it('whose date passes is announced as overdue once, although nobody touches it', async () => {
    const { id, code } = await file();
    expect(await service.ask(readComplaintStatus, { code })).toMatchObject({ escalation: null });
    clock.moveTo(wib('2026-11-05T15:31'));
    const overdue = await service.event(complaintOverdue, id);
    expect(overdue.data).toMatchObject({ deadline: 'classify' });
    expect(await service.ask(readComplaintStatus, { code })).toMatchObject({
      escalation: { name: 'Ombudsman Republik Indonesia' },
    });
    await classify(id);
    expect((await service.event(complaintClassified, id)).data.onTime).toBe(false);
    const { items } = await service.ask(listComplaints, { overdue: 'true', limit: 100 }, handler);
    expect(items.map((item) => item.id)).toContain(id);
    const announced = (await service.events(complaintOverdue)).filter((e) => e.subject === id);
    expect(announced).toHaveLength(1);
    clock.moveTo(wib('2026-11-02T09:00'));
  });

  it('is closed by silence, can be reopened for a while, and rated once', async () => {
    const { id, code, pin } = await file();
    await classify(id);
    await act(id, { action: 'substantive-response', body: 'Sudah diperbaiki.' });
    await service.ask(rateComplaint, { code, pin, rating: 2 });
    await expect(service.ask(rateComplaint, { code, pin, rating: 5 })).rejects.toMatchObject({
      slug: 'complaint-not-in-state',
    });
    await service.event(complaintRated, id);
    clock.moveTo(wib('2026-11-16T15:31'));
    expect((await service.event(complaintClosed, id)).data.by).toBe('silence');
    await service.ask(reopenComplaint, { code, pin, body: 'Masih sama.' });
    await service.event(complaintReopened, id);
    await act(id, { action: 'substantive-response', body: 'Kini benar.' });
    await act(id, { action: 'close' });
    const reopens = async () => (await service.ask(readComplaintStatus, { code })).canReopen;
    clock.moveTo(wib('2026-11-30T15:30'));
    expect(await reopens()).toBe(true);
    clock.moveTo(wib('2026-11-30T15:31'));
    expect(await reopens()).toBe(false);
    await expect(service.ask(reopenComplaint, { code, pin, body: 'Lagi.' })).rejects.toMatchObject({
      slug: 'reopening-over',
    });
    clock.moveTo(wib('2026-11-02T09:00'));
  });

  it('from the box keeps the day on which it came', async () => {
    const receivedAt = wib('2026-10-30T08:00').toISOString();
    const receipt = await service.ask(
      transcribeComplaint,
      { ...aReport, channel: 'box', receivedAt },
      { actor: anActor('officer') },
    );
    expect(receipt.receivedAt).toBe(receivedAt);
    expect(await service.ask(readComplaintStatus, { code: receipt.code })).toMatchObject({
      channel: 'box',
    });
  });

  it('stands in the register, page by page, for those who handle complaints', async () => {
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.ask(
        listComplaints,
        { limit: 3, ...(cursor !== undefined && { cursor }) },
        handler,
      );
      paged.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(paged).size).toBe(paged.length);
    expect(paged.length).toBeGreaterThan(5);
    await expect(
      service.ask(listComplaints, {}, { actor: anActor('officer') }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });

  it('does not exist for another office', async () => {
    const { id, code, pin } = await file();
    await expect(
      service.ask(readComplaint, { complaintId: id }, { ...handler, office: '1605' }),
    ).rejects.toMatchObject({ slug: 'not-found' });
    await expect(
      service.ask(readComplaintThread, { code, pin }, { office: '1605' }),
    ).rejects.toMatchObject({ slug: 'complaint-not-found' });
  });

  it('sent twice with one key is one case with one code', async () => {
    const as = { idempotencyKey: newId() };
    const first = await service.ask(fileComplaint, aReport, as);
    expect(await service.ask(fileComplaint, aReport, as)).toEqual(first);
    await eventually(async () => {
      const received = await service.events(complaintReceived);
      expect(received.filter(({ subject }) => subject === first.id)).toHaveLength(1);
    });
  });
});
