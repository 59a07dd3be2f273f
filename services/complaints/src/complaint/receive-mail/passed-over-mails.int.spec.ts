import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  handleComplaint,
  listPassedOverMails,
  newId,
  readComplaint,
  takePassedOverMail,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal, pendingSchemaChanges } from '@pst/persistence';
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
import { RetentionSweep } from '../sweep-retention/retention-sweep.ts';

const DAY_MS = 86_400_000;
const handler = anActor('complaint-handler');
const OFFICE = 'pst1606@bps.go.id';

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
const AUTOMATIC = 'Auto-Submitted: auto-replied';

describe('a mail that was passed over', () => {
  const clock = Clock.standing(new Date('2026-11-02T09:00:00+07:00'));
  let mailbox: MailboxUnderTest;
  let service: ServiceUnderTest;

  beforeAll(async () => {
    mailbox = await startMailbox();
    service = await serviceUnderTest<ComplaintsConfig>({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: {
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
  });

  async function isFollowed(): Promise<void> {
    expect(await service.source.query('select 1 from mailbox')).toHaveLength(1);
  }
  const list = async (actor = handler) =>
    (await service.ask(listPassedOverMails, { limit: 100 }, { actor })).items;
  const found = async (mailId: string) => (await list()).find(({ id }) => id === mailId);
  const take = (mailId: string, action: 'take-in' | 'look-again' = 'take-in', actor = handler) =>
    service.ask(takePassedOverMail, { mailId, action }, { actor });
  const read = (complaintId: string | null) =>
    service.ask(readComplaint, { complaintId: complaintId ?? '' }, { actor: handler });
  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      { actor: handler },
    );
  async function arrived(mail: string): Promise<{ id: string; complaint_id: string }> {
    const all = (): Promise<{ id: string; complaint_id: string }[]> =>
      service.source.query('select id, complaint_id from incoming_mail');
    const before = new Set((await all()).map(({ id }) => id));
    mailbox.deliver(mail);
    return eventually(async () => {
      const [newest] = (await all()).filter(({ id }) => !before.has(id));
      expect(newest).toBeDefined();
      return newest!;
    });
  }
  async function sent(): Promise<SendMessage[]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows.map(({ payload }) => seal.open(payload.id, payload.sealed));
  }
  /** A case by mail, and the headers by which a mail answers what we wrote in it. */
  async function aCaseAndItsAnswer() {
    const { complaint_id: id } = await arrived(aMail());
    const last = (await sent()).at(-1);
    const headers = [`In-Reply-To: <${last?.id}.${last?.answers?.token}@pst.example>`];
    return { id, headers };
  }

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('is listed with why, when and where it lies, and whose it is only to handlers', async () => {
    const { id } = await arrived(aMail({ subject: 'Cuti rahasia', headers: [AUTOMATIC] }));
    expect(await found(id)).toMatchObject({
      reason: 'automatic',
      receivedAt: clock.now().toISOString(),
      uid: expect.any(Number),
      fingerprint: expect.stringMatching(/^[\w-]{12}$/),
      from: 'Kenari Merah <kenari@contoh.example>',
      subject: 'Cuti rahasia',
    });
    const rows = await service.source.query('select * from incoming_mail');
    expect(JSON.stringify(rows)).not.toMatch(/kenari|rahasia/i);
    for (const role of ['officer', 'head', 'analyst'] as const) {
      await expect(list(anActor(role))).rejects.toMatchObject({ slug: 'not-allowed' });
    }
  });

  it('becomes a case when a handler says that a person wrote it, who is told code and PIN', async () => {
    const { id } = await arrived(
      aMail({ subject: 'Balasan otomatis: Loket', body: 'Loket tutup.', headers: [AUTOMATIC] }),
    );
    const { outcome, complaintId } = await take(id);
    expect(outcome).toBe('opened');
    const opened = await read(complaintId);
    expect(opened).toMatchObject({ channel: 'email', body: 'Loket tutup.' });
    expect(opened.messages.at(-1)).toMatchObject({
      kind: 'note',
      body: expect.stringMatching(/dilewati.*automatic/),
    });
    expect((await sent()).at(-1)).toMatchObject({
      to: 'kenari@contoh.example',
      content: { template: 'complaint-received', code: opened.code },
    });
    expect(await found(id)).toBeUndefined();
  });

  it('becomes one case, though two handlers take it at once', async () => {
    const { id } = await arrived(aMail({ headers: [AUTOMATIC] }));
    const taken = await Promise.allSettled([take(id), take(id, 'take-in', anActor('admin'))]);
    const cases = taken.flatMap((one) =>
      one.status === 'fulfilled' ? [one.value.complaintId] : [],
    );
    expect(new Set(cases).size).toBe(1);
    const rows = await service.source.query('select 1 from incoming_mail where complaint_id = $1', [
      cases[0],
    ]);
    expect(rows).toHaveLength(1);
  });

  it('goes into the case that it answers', async () => {
    const { id: caseId, headers } = await aCaseAndItsAnswer();
    const { id } = await arrived(aMail({ body: 'Dari saya.', headers: [...headers, AUTOMATIC] }));
    expect(await take(id)).toEqual({ outcome: 'continued', complaintId: caseId });
    expect((await read(caseId)).messages.map(({ body }) => body)).toContain('Dari saya.');
  });

  it('stays passed over when the rules look at it again', async () => {
    const { id } = await arrived(aMail({ headers: [AUTOMATIC] }));
    expect(await take(id, 'look-again')).toEqual({ outcome: 'automatic', complaintId: null });
    expect(await found(id)).toBeDefined();
  });

  it('is not answered when a mail server or the office itself sent it', async () => {
    const before = (await sent()).length;
    for (const from of ['MAILER-DAEMON@contoh.example>', `${OFFICE}>`]) {
      const { id } = await arrived(aMail().replace('kenari@contoh.example>', from));
      expect((await take(id)).outcome).toBe('opened');
    }
    expect(await sent()).toHaveLength(before);
  });

  it('is found where it lies after the mailbox was numbered anew', async () => {
    const { id } = await arrived(aMail({ subject: 'Pindah', headers: [AUTOMATIC] }));
    const places = () =>
      service.source.query('select uid_validity from incoming_mail where id = $1', [id]);
    const before = await places();
    mailbox.renumber();
    await eventually(async () => expect(await places()).not.toEqual(before));
    expect((await take(id)).outcome).toBe('opened');
  });

  it('is gone when another mail lies in its place', async () => {
    const { id } = await arrived(aMail({ headers: [AUTOMATIC] }));
    await service.source.query('update incoming_mail set uid = 1 where id = $1', [id]);
    await expect(take(id)).rejects.toMatchObject({ slug: 'mail-gone' });
    expect(await found(id)).toBeDefined();
  });

  it('that could not be read is read again, and is then what it is', async () => {
    const { id } = await arrived(aMail({ body: 'Kini terbaca.', headers: [AUTOMATIC] }));
    await service.source.query(
      `update incoming_mail set outcome = 'unreadable', fingerprint = id::text, head_sealed = null
       where id = $1`,
      [id],
    );
    expect(await found(id)).toMatchObject({ reason: 'unreadable', fingerprint: null, from: null });
    expect((await take(id, 'look-again')).outcome).toBe('automatic');
    expect(await found(id)).toMatchObject({ subject: 'Antrean' });
  });

  it('in a case about a handler does not exist for them', async () => {
    const { id: caseId, headers } = await aCaseAndItsAnswer();
    const { id } = await arrived(aMail({ headers: [...headers, AUTOMATIC] }));
    const accused = anActor('complaint-handler');
    await act(caseId, { action: 'concern', accountIds: [accused.id] });
    expect(await found(id)).toBeDefined();
    expect((await list(accused)).map((mail) => mail.id)).not.toContain(id);
    await expect(take(id, 'take-in', accused)).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('is forgotten in the office’s time, as to whose it was', async () => {
    const { id } = await arrived(aMail({ headers: [AUTOMATIC] }));
    const before = clock.now();
    const sweep = service.running.app.get(RetentionSweep);
    clock.moveTo(new Date(before.getTime() + 90 * DAY_MS));
    await sweep.sweep();
    expect((await found(id))?.subject).toBe('Antrean');
    clock.moveTo(new Date(clock.now().getTime() + 1));
    await sweep.sweep();
    expect(await found(id)).toMatchObject({
      from: null,
      subject: null,
    });
    clock.moveTo(before);
  });
});
