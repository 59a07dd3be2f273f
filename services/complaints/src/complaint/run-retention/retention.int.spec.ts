import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  attachFile,
  fileComplaint,
  handleComplaint,
  holdComplaint,
  listHeldComplaints,
  readComplaint,
  readComplaintFigures,
  readComplaintThread,
  runComplaintRetention,
} from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import type { ComplaintsConfig } from '../../complaints.config.ts';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';
import { Attachments } from '../attachments.ts';
import { RetentionSweep } from '../sweep-retention/retention-sweep.ts';

const DAY_MS = 86_400_000;
const BEGUN = new Date('2026-11-02T09:00:00+07:00');
/** Of an information request: 365 days from the end of the ten working days for reopening it. */
const LATER = new Date('2027-12-01T09:00:00+07:00');
const handler = { actor: anActor('complaint-handler') };
const head = anActor('head');
/** One pixel. */
const PHOTO = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxD/2Q==',
  'base64',
);

describe('the retention of cases', () => {
  const clock = Clock.standing(BEGUN);
  const folder = mkdtempSync(join(tmpdir(), 'pst-retention-'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<ComplaintsConfig>({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: { OBJECT_STORAGE_DIR: folder, MAILBOX_POLL_SECONDS: 120 },
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true });
  });

  beforeEach(() => clock.moveTo(BEGUN));

  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      handler,
    );
  async function aClosedCase(as = 'information') {
    const receipt = await service.ask(fileComplaint, {
      subject: 'Angka Kenari',
      body: 'Kenari bertanya.',
      contact: { name: 'Kenari', email: 'kenari@contoh.example' },
    });
    const { id, code, pin } = receipt;
    const incomingKey = `incoming/${randomUUID()}`;
    await service.running.app.get(Attachments).storage.put(incomingKey, PHOTO);
    const file = { code, pin, incomingKey, fileName: 'kenari.jpg' };
    const { id: fileId } = await service.ask(attachFile, file);
    await act(id, { action: 'classify', class: as });
    await act(id, { action: 'substantive-response', body: 'Kenari dijawab.' });
    await act(id, { action: 'close' });
    const { number } = await service.ask(readComplaint, { complaintId: id }, handler);
    return { ...receipt, number, fileId };
  }
  const run = async (dryRun: boolean, as = 'information') => {
    const { classes } = await service.ask(runComplaintRetention, { dryRun }, { actor: head });
    return classes.find((each) => each.class === as);
  };
  const hold = (number: string, reason: 'court-case' | null, actor = head) =>
    service.ask(holdComplaint, { number, reason }, { actor });
  const left = async (id: string) =>
    JSON.stringify([
      await service.source.query(
        'select subject_sealed, contact_sealed from complaint where id = $1',
        [id],
      ),
      await service.source.query('select id from complaint_message where complaint_id = $1', [id]),
      await service.source.query('select id from attachment where complaint_id = $1', [id]),
      await service.source.query(
        `select message_id from answer_mail
         where message_id not in (select id from complaint_message)`,
      ),
    ]);
  const NOTHING = JSON.stringify([[{ subject_sealed: null, contact_sealed: null }], [], [], []]);
  /** Where the bytes of a file still lie. */
  const objects = async (fileId: string) => {
    const { storage } = service.running.app.get(Attachments);
    const keys = [`quarantine/${fileId}`, `attachments/${fileId}`];
    const found = await Promise.all(keys.map((key) => storage.stat(key)));
    return keys.filter((_, place) => found[place] !== undefined);
  };

  it('shows first what it would erase, and erases nothing then', async () => {
    const { id, fileId } = await aClosedCase();
    await eventually(async () => expect(await objects(fileId)).toEqual([`attachments/${fileId}`]));
    clock.moveTo(LATER);
    expect(await run(true)).toMatchObject({ cases: 1, held: 0 });
    expect(await left(id)).not.toBe(NOTHING);
    expect(await objects(fileId)).toHaveLength(1);
    expect(await run(false)).toMatchObject({ cases: 1 });
    expect(await run(true)).toMatchObject({ cases: 0 });
  });

  it('takes person, texts and files, from quarantine too, and tells the reporter', async () => {
    const { id, code, pin, fileId } = await aClosedCase();
    const { storage } = service.running.app.get(Attachments);
    await eventually(async () => expect(await objects(fileId)).toEqual([`attachments/${fileId}`]));
    await storage.put(`quarantine/${fileId}`, Buffer.from('a copy that a crash left'));
    clock.moveTo(LATER);
    await run(false);
    expect(await left(id)).toBe(NOTHING);
    expect(await objects(fileId)).toEqual([]);
    expect(await service.ask(readComplaintThread, { code, pin })).toMatchObject({
      subject: '',
      messages: [],
      attachments: [],
      erasedAt: LATER.toISOString(),
    });
    await expect(act(id, { action: 'note', body: 'Lagi.' })).rejects.toMatchObject({
      slug: 'complaint-not-in-state',
    });
  });

  it('leaves the published figures as they were', async () => {
    await aClosedCase();
    const before = await service.ask(readComplaintFigures, { year: 2026 });
    clock.moveTo(LATER);
    const later = await service.ask(readComplaintFigures, { year: 2026 });
    await run(false);
    expect(later.received).toBeGreaterThanOrEqual(before.received);
    expect(await service.ask(readComplaintFigures, { year: 2026 })).toEqual(later);
  });

  it('keeps each class for its own time, counted from when nobody can reopen it', async () => {
    const { id } = await aClosedCase('non-supervisory');
    const [{ reopen_until: ended }]: [{ reopen_until: Date }] = await service.source.query(
      'select reopen_until from complaint where id = $1',
      [id],
    );
    clock.moveTo(new Date(ended.getTime() + 730 * DAY_MS));
    expect(await run(true, 'non-supervisory')).toMatchObject({ cases: 0 });
    clock.moveTo(new Date(clock.now().getTime() + 1));
    expect(await run(true, 'non-supervisory')).toMatchObject({ cases: 1 });
    expect(await run(false, 'non-supervisory')).toMatchObject({ cases: 1 });
  });

  it('never takes an open case, however old', async () => {
    const { id } = await service.ask(fileComplaint, { subject: 'Lama', body: 'Belum selesai.' });
    await act(id, { action: 'classify', class: 'information' });
    clock.moveTo(new Date('2040-01-02T09:00:00+07:00'));
    await run(false);
    expect((await service.ask(readComplaint, { complaintId: id }, handler)).subject).toBe('Lama');
  });

  it('keeps what the head holds back, until it is let go', async () => {
    const { id, number } = await aClosedCase();
    await hold(number, 'court-case');
    const held = await service.ask(listHeldComplaints, {}, { actor: head });
    expect(held.items).toEqual([
      { number, reason: 'court-case', byId: head.id, at: BEGUN.toISOString() },
    ]);
    clock.moveTo(LATER);
    expect(await run(false)).toMatchObject({ cases: 0, held: 1 });
    expect((await service.ask(readComplaint, { complaintId: id }, handler)).body).toBe(
      'Kenari bertanya.',
    );
    await hold(number, null);
    expect(await run(false)).toMatchObject({ cases: 1, held: 0 });
    await expect(hold(number, 'court-case')).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('does not tell of a hold to whom the case is about', async () => {
    const { id, number } = await aClosedCase();
    await act(id, { action: 'concern', accountIds: [head.id] });
    await expect(hold(number, 'court-case')).rejects.toMatchObject({ slug: 'not-found' });
    await hold(number, 'court-case', anActor('head'));
    expect((await service.ask(listHeldComplaints, {}, { actor: head })).items).toEqual([]);
  });

  it('goes by itself, and lets two that run at once share the work', async () => {
    await aClosedCase();
    clock.moveTo(LATER);
    const sweep = service.running.app.get(RetentionSweep);
    const gone = await Promise.all([sweep.sweep(), sweep.sweep()]);
    expect(gone[0] + gone[1]).toBe(1);
  });

  it.each(['officer', 'complaint-handler', 'analyst'] as const)(
    'is not for the %s, and only the head holds a case back',
    async (role) => {
      const actor = anActor(role);
      await expect(
        service.ask(runComplaintRetention, { dryRun: true }, { actor }),
      ).rejects.toMatchObject({ slug: 'not-allowed' });
      for (const other of [actor, anActor('admin')]) {
        await expect(hold('2026/0001', null, other)).rejects.toMatchObject({ slug: 'not-allowed' });
      }
    },
  );
});
