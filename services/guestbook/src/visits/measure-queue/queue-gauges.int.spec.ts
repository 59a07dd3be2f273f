import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import { callNext, checkIn, leaveQueue, type CheckIn } from '@pst/contracts';
import { anActor, serviceUnderTest, startMetrics, type ServiceUnderTest } from '@pst/testing';
import { database } from '../../database/data-source.ts';
import { GuestbookModule } from '../../guestbook.module.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);

describe('the queue, measured', () => {
  const clock = Clock.standing(wib('2026-11-23T12:20'));
  const metrics = startMetrics();
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'guestbook',
      module: GuestbookModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  const sign = (of: CheckIn['service']) =>
    service.ask(checkIn, {
      name: 'Kenari Antre',
      identityKind: 'ktp',
      institution: 'Instansi Kenari',
      institutionCategory: 'other',
      occupation: 'other',
      education: 'bachelor',
      sex: 'female',
      birthYear: 1998,
      purpose: 'library-visit',
      useOfData: 'other',
      service: of,
      noticeVersion: '2026-01',
    });
  /** What is not zero, by service and by what is waited for. */
  async function waiting(name: 'pst.queue.length' | 'pst.queue.longest_wait') {
    const all = await metrics.collect(name);
    expect(all).toHaveLength(4);
    return Object.fromEntries(
      all
        .filter(({ value }) => value !== 0)
        .map(({ labels, value }) => [
          `${labels['service'] ?? ''} ${labels['waits_for'] ?? ''}`,
          value,
        ]),
    );
  }

  it('counts nobody as zero, so that a graph has no holes', async () => {
    expect(await waiting('pst.queue.length')).toEqual({});
    expect(await waiting('pst.queue.longest_wait')).toEqual({});
  });

  it('counts who waits for each service, and the first of them in working time', async () => {
    const first = await sign('physical-library');
    await sign('digital-library');
    clock.moveTo(wib('2026-11-23T12:25'));
    await sign('physical-library');
    // The break from 12:30 to 14:00 is nobody's waiting time.
    clock.moveTo(wib('2026-11-23T14:10'));
    expect(await waiting('pst.queue.length')).toEqual({
      'physical-library counter': 2,
      'digital-library counter': 1,
    });
    expect(await waiting('pst.queue.longest_wait')).toEqual({
      'physical-library counter': 20 * 60,
      'digital-library counter': 20 * 60,
    });

    await service.ask(leaveQueue, { code: first.code });
    await service.ask(
      callNext,
      { counter: '1', service: 'digital-library' },
      { actor: anActor('officer') },
    );
    expect(await waiting('pst.queue.length')).toEqual({ 'physical-library counter': 1 });
    expect(await waiting('pst.queue.longest_wait')).toEqual({
      'physical-library counter': 15 * 60,
    });
  });

  it('starts empty on another day, and says nothing of a person', async () => {
    expect(JSON.stringify(await metrics.collect('pst.queue.length'))).not.toMatch(/kenari/i);
    clock.moveTo(wib('2026-11-24T09:00'));
    expect(await waiting('pst.queue.length')).toEqual({});
  });
});
