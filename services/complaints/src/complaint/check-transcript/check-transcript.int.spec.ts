import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  checkTranscript,
  handleComplaint,
  readComplaint,
  readComplaintThread,
  transcribeComplaint,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`).toISOString();
const [writer, checker] = [anActor('officer', 'complaint-handler'), anActor('complaint-handler')];
const aPaper = { subject: 'Antrean', body: 'Terlalu lama.', receivedAt: wib('2026-10-30T08:00') };

describe('a report from the box', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock: Clock.standing(new Date('2026-11-02T09:00:00+07:00')),
      config: {},
    });
  });
  afterAll(() => service.stop());

  const transcribe = (channel: 'box' | 'whatsapp' = 'box') =>
    service.ask(transcribeComplaint, { ...aPaper, channel }, { actor: writer });
  const check = (complaintId: string, more: object = {}, actor = checker) =>
    service.ask(checkTranscript, { complaintId, ...aPaper, ...more }, { actor });
  const classify = (complaintId: string) =>
    service.ask(
      handleComplaint,
      { complaintId, action: 'classify', class: 'non-supervisory' },
      { actor: checker },
    );

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('is classified only when somebody else held it against the paper', async () => {
    const { id } = await transcribe();
    await expect(classify(id)).rejects.toMatchObject({ slug: 'transcript-unchecked' });
    await expect(check(id, {}, writer)).rejects.toMatchObject({
      slug: 'transcript-needs-second-person',
    });
    expect(await check(id)).toMatchObject({
      transcript: {
        byId: writer.id,
        checkedById: checker.id,
        checkedAt: wib('2026-11-02T09:00'),
        awaitsCheck: false,
      },
    });
    await classify(id);
    await expect(check(id)).rejects.toMatchObject({ slug: 'complaint-not-in-state' });
  });

  it('runs from the day that the paper says, and keeps how it was first written down', async () => {
    const { id, code, pin, deadlines } = await transcribe();
    const checked = await check(id, {
      body: 'Terlalu lama di loket dua.',
      receivedAt: wib('2026-10-28T08:00'),
    });
    expect(checked.receivedAt).toBe(wib('2026-10-28T08:00'));
    expect(Date.parse(checked.deadlines[0]?.dueAt ?? '')).toBeLessThan(
      Date.parse(deadlines[0]?.dueAt ?? ''),
    );
    expect(checked.body).toBe('Terlalu lama di loket dua.');
    expect(checked.messages.at(-1)).toMatchObject({ kind: 'note' });
    expect(checked.messages.at(-1)?.body).toContain('Antrean\n\nTerlalu lama.');
    const thread = await service.ask(readComplaintThread, { code, pin });
    expect(thread.messages.map(({ body }) => body)).toEqual(['Terlalu lama di loket dua.']);
  });

  it('is another matter than a WhatsApp message that an officer wrote down', async () => {
    const { id } = await transcribe('whatsapp');
    expect((await classify(id)).channel).toBe('whatsapp');
    const { transcript } = await service.ask(
      readComplaint,
      { complaintId: id },
      { actor: checker },
    );
    expect(transcript).toMatchObject({ byId: writer.id, awaitsCheck: false });
  });
});
