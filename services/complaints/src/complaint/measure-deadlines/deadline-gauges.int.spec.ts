import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import { complaintOverdue, fileComplaint } from '@pst/contracts';
import { serviceUnderTest, startMetrics, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);

describe('complaints, measured', () => {
  const clock = Clock.standing(wib('2026-11-02T09:00'));
  const metrics = startMetrics();
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

  async function counted(name: 'pst.complaints.due' | 'pst.complaints.overdue') {
    const all = await metrics.collect(name);
    return Object.fromEntries(all.map(({ labels, value }) => [labels['deadline'], value]));
  }

  it('are open, due on the day of their date, and overdue after it', async () => {
    const receipt = await service.ask(fileComplaint, {
      subject: 'Antrean Kenari',
      body: 'Kenari menunggu terlalu lama di loket.',
      contact: { name: 'Kenari', email: 'kenari@contoh.example' },
    });
    expect(await metrics.collect('pst.complaints.open')).toEqual([
      { labels: { office: '1606' }, value: 1 },
    ]);
    expect(await counted('pst.complaints.due')).toEqual({
      classify: 0,
      'initial-response': 0,
      'substantive-response': 0,
    });

    clock.moveTo(wib('2026-11-05T09:00'));
    expect(await counted('pst.complaints.due')).toMatchObject({ classify: 1 });
    expect(await counted('pst.complaints.overdue')).toMatchObject({ classify: 0 });

    clock.moveTo(wib('2026-11-05T15:31'));
    const broken = { classify: 1, 'initial-response': 0 };
    expect(await counted('pst.complaints.overdue')).toMatchObject(broken);
    // The same before and after the sweep has said so.
    await service.event(complaintOverdue, receipt.id);
    expect(await counted('pst.complaints.overdue')).toMatchObject(broken);
    expect(await counted('pst.complaints.due')).toMatchObject({ classify: 0 });

    await service.source.query(`update complaint set closed_at = $1`, [clock.now()]);
    expect(await counted('pst.complaints.overdue')).toMatchObject({ classify: 0 });
    expect(await metrics.collect('pst.complaints.open')).toMatchObject([{ value: 0 }]);
  });
});
