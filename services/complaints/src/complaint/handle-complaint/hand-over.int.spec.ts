import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  complaintClosed,
  complaintHandedOver,
  complaintOverdue,
  fileComplaint,
  findSimilarComplaints,
  handleComplaint,
  listComplaints,
  readComplaint,
  readComplaintThread,
  readReporter,
} from '@pst/contracts';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';
import { DeadlineSweep } from '../sweep-deadlines/deadline-sweep.ts';

const handler = { actor: anActor('complaint-handler') };
const receiptHash = 'a'.repeat(64);

describe('a case that goes on to somebody else', () => {
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

  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      handler,
    );
  async function aCase(as: string) {
    const receipt = await service.ask(fileComplaint, {
      subject: 'Pungutan Kenari',
      body: 'Kenari diminta membayar.',
      contact: { name: 'Kenari' },
    });
    await act(receipt.id, { action: 'classify', class: as });
    return receipt;
  }
  const whistle = {
    action: 'hand-over',
    to: 'whistle-blowing-system',
    number: 'WBS-17',
    receiptHash,
  };

  it('tells the reporter its number at SP4N-LAPOR!, and is worked on here as before', async () => {
    const { id, code, pin } = await aCase('non-supervisory');
    const after = await act(id, { action: 'hand-over', to: 'sp4n-lapor', number: '8123456' });
    expect(after.state).toBe('classified');
    const thread = await service.ask(readComplaintThread, { code, pin });
    expect(thread.handedOver).toEqual({
      to: 'sp4n-lapor',
      number: '8123456',
      receiptHash: null,
      at: clock.now().toISOString(),
    });
    expect((await service.event(complaintHandedOver, id)).data.to).toBe('sp4n-lapor');
    await act(id, { action: 'substantive-response', body: 'Sudah.' });
  });

  it('is sealed here once a whistle-blowing system has it, and its proof stays', async () => {
    const { id, code, pin } = await aCase('supervisory');
    await act(id, whistle);
    await service.event(complaintClosed, id);
    const seen = await service.ask(readComplaint, { complaintId: id }, handler);
    expect(seen).toMatchObject({
      state: 'closed',
      canReopen: false,
      subject: '',
      body: '',
      messages: [],
      attachments: [],
      contactLeft: false,
      handedOver: { number: 'WBS-17', receiptHash },
    });
    const { items } = await service.ask(listComplaints, { limit: 100 }, handler);
    expect(JSON.stringify(items.find((item) => item.id === id))).not.toMatch(/kenari/i);
    await expect(
      service.ask(readReporter, { complaintId: id, reason: 'hand-over' }, handler),
    ).rejects.toMatchObject({ slug: 'not-found' });
    await expect(
      service.ask(findSimilarComplaints, { complaintId: id }, handler),
    ).rejects.toMatchObject({ slug: 'not-found' });
    // Who wrote it keeps what they wrote.
    expect((await service.ask(readComplaintThread, { code, pin })).messages).toHaveLength(1);
  });

  it('breaks no promise of the office any more', async () => {
    const { id } = await aCase('supervisory');
    await act(id, whistle);
    clock.moveTo(new Date('2027-06-01T09:00:00+07:00'));
    await service.running.app.get(DeadlineSweep).sweep();
    const overdue = (await service.events(complaintOverdue)).filter((e) => e.subject === id);
    expect(overdue).toEqual([]);
    clock.moveTo(new Date('2026-11-02T09:00:00+07:00'));
  });

  it('goes to a whistle-blowing system only when it is supervisory, and only once', async () => {
    const plain = await aCase('non-supervisory');
    await expect(act(plain.id, whistle)).rejects.toMatchObject({ slug: 'complaint-not-in-state' });
    const { id } = await aCase('supervisory');
    await act(id, whistle);
    await expect(act(id, whistle)).rejects.toMatchObject({ slug: 'complaint-not-in-state' });
  });
});
