import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  fileComplaint,
  handleComplaint,
  listComplaints,
  listIdentityReads,
  readComplaint,
  readComplaintThread,
  readOriginal,
  redactComplaint,
} from '@pst/contracts';
import { AuditTrail } from '@pst/persistence';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';
import { ComplaintRetention } from '../retention.ts';

const kenari = anActor('complaint-handler');
const murai = anActor('complaint-handler');
const head = anActor('head');

describe('words that tell of a person', () => {
  const clock = Clock.standing(new Date('2026-11-02T09:00:00+07:00'));
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

  const SUBJECT = 'Cenderawasih kasar';
  const BODY = 'Tetangga saya, Cenderawasih (0812-3456-7890), dilayani lebih dulu.';

  async function aCase() {
    const receipt = await service.ask(fileComplaint, { subject: SUBJECT, body: BODY });
    const { messages } = await service.ask(
      readComplaint,
      { complaintId: receipt.id },
      { actor: kenari },
    );
    return { ...receipt, reportId: messages[0]?.id ?? '' };
  }
  const redact = (complaintId: string, messageId: string | null, hide: string[], actor = kenari) =>
    service.ask(redactComplaint, { complaintId, messageId, hide }, { actor });
  const original = (complaintId: string, messageId: string | null, actor = kenari) =>
    service
      .ask(readOriginal, { complaintId, messageId, reason: 'check-identity' }, { actor })
      .then(({ text }) => text);

  it('are taken out of report and subject, for handlers, lists and reporter alike', async () => {
    const { id, code, pin, reportId } = await aCase();
    await redact(id, null, ['Cenderawasih']);
    const seen = await redact(id, reportId, ['cenderawasih', '0812-3456-7890']);
    expect(seen).toMatchObject({
      subject: '[…] kasar',
      subjectRedacted: true,
      body: 'Tetangga saya, […] ([…]), dilayani lebih dulu.',
    });
    expect(seen.messages[0]?.redacted).toBe(true);
    const thread = await service.ask(readComplaintThread, { code, pin });
    const { items } = await service.ask(listComplaints, { limit: 100 }, { actor: kenari });
    const listed = items.find((item) => item.id === id);
    expect(listed?.subject).toBe('[…] kasar');
    expect(JSON.stringify([thread, listed])).not.toMatch(/cenderawasih|0812/i);
  });

  it('are read again for a reason, and the head sees by whom', async () => {
    const { id, reportId } = await aCase();
    await redact(id, reportId, ['Cenderawasih']);
    await redact(id, reportId, ['0812-3456-7890']);
    expect(await original(id, reportId)).toBe(BODY);
    const { items } = await service.ask(listIdentityReads, { limit: 100 }, { actor: head });
    expect(items.filter((line) => line.complaintId === id)).toMatchObject([
      { accountId: kenari.id, shown: 'original-words', reason: 'check-identity' },
    ]);
    const trail = service.running.app.get(AuditTrail);
    expect(await trail.isIntact({ db: service.source.manager }, '1606')).toBe(true);
    const lines = await service.source.query(
      'select action from audit_line where subject_id = $1 order by seq',
      [id],
    );
    expect(lines.map(({ action }: { action: string }) => action)).toEqual([
      'words-redacted',
      'words-redacted',
      'original-words-read',
    ]);
  });

  it('lie sealed in the tables', async () => {
    const { id, reportId } = await aCase();
    await redact(id, null, ['Cenderawasih']);
    await redact(id, reportId, ['Cenderawasih']);
    const rows = await service.source.query(
      `select to_jsonb(complaint) as row from complaint where id = $1
       union all select to_jsonb(complaint_message) from complaint_message where complaint_id = $1`,
      [id],
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/cenderawasih/i);
  });

  it('that are not there are refused, and nothing is changed', async () => {
    const { id, reportId } = await aCase();
    await expect(redact(id, reportId, ['Cenderawasih', 'Murai'])).rejects.toMatchObject({
      slug: 'words-not-in-text',
    });
    const { body } = await service.ask(readComplaint, { complaintId: id }, { actor: kenari });
    expect(body).toBe(BODY);
    await expect(original(id, reportId)).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('of a case are neither hidden nor read by somebody it is about', async () => {
    const { id, reportId } = await aCase();
    await redact(id, reportId, ['Cenderawasih']);
    await service.ask(
      handleComplaint,
      { complaintId: id, action: 'concern', accountIds: [murai.id] },
      { actor: kenari },
    );
    const unknown = { slug: 'not-found' };
    await expect(redact(id, null, ['kasar'], murai)).rejects.toMatchObject(unknown);
    await expect(original(id, reportId, murai)).rejects.toMatchObject(unknown);
  });

  it('of another case are not reached through this one', async () => {
    const [one, other] = [await aCase(), await aCase()];
    await redact(other.id, other.reportId, ['Cenderawasih']);
    const unknown = { slug: 'not-found' };
    await expect(redact(one.id, other.reportId, ['Tetangga'])).rejects.toMatchObject(unknown);
    await expect(original(one.id, other.reportId)).rejects.toMatchObject(unknown);
  });

  it('are erased with the case when its time is over', async () => {
    const { id } = await aCase();
    await redact(id, null, ['Cenderawasih']);
    for (const action of [
      { action: 'classify', class: 'non-supervisory' },
      { action: 'initial-response', body: 'Kami periksa.' },
      { action: 'substantive-response', body: 'Sudah.' },
      { action: 'close' },
    ] as const) {
      await service.ask(handleComplaint, { complaintId: id, ...action }, { actor: kenari });
    }
    clock.moveTo(new Date('2040-01-02T09:00:00+07:00'));
    await service.running.app.get(ComplaintRetention).erase('1606');
    const [row] = await service.source.query('select * from complaint where id = $1', [id]);
    expect(row).toMatchObject({ subject_sealed: null, subject_original_sealed: null });
    expect(row.erased_at).not.toBeNull();
    await expect(original(id, null)).rejects.toMatchObject({ slug: 'not-found' });
  });
});
