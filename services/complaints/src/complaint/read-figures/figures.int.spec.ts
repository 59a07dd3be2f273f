import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  fileComplaint,
  handleComplaint,
  rateComplaint,
  readComplaintFigures,
  transcribeComplaint,
} from '@pst/contracts';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const handler = { actor: anActor('complaint-handler') };

describe('the figures of the register', () => {
  const clock = Clock.standing(wib('2026-10-01T09:00'));
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

  const report = { subject: 'Antrean Kenari', body: 'Kenari menunggu.' };
  const figures = () => service.ask(readComplaintFigures, { year: '2026' });
  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      handler,
    );
  async function fileAndAnswer(answeredAt: Date, rating?: number) {
    const { id, code, pin } = await service.ask(fileComplaint, report);
    await act(id, { action: 'classify', class: 'information', kind: 'information' });
    const before = clock.now();
    clock.moveTo(answeredAt);
    await act(id, { action: 'substantive-response', body: 'Sudah.' });
    if (rating !== undefined) {
      await service.ask(rateComplaint, { code, pin, rating });
    }
    clock.moveTo(before);
  }

  it('are empty while nobody has reported anything', async () => {
    expect(await figures()).toMatchObject({ received: 0, ratings: { count: 0, mean: null } });
  });

  it('count what was received, and how much of it was answered in time', async () => {
    for (let each = 0; each < 7; each += 1) {
      await fileAndAnswer(wib('2026-10-05T10:00'), each < 5 ? 4 : undefined);
    }
    for (let each = 0; each < 6; each += 1) {
      await fileAndAnswer(wib('2026-10-30T10:00'));
    }
    for (let each = 0; each < 6; each += 1) {
      await service.ask(
        transcribeComplaint,
        { ...report, channel: 'box', receivedAt: wib('2026-10-01T08:30').toISOString() },
        { actor: anActor('officer') },
      );
    }
    clock.moveTo(wib('2026-11-02T09:00'));
    const found = await figures();
    expect(found.received).toBe(19);
    expect(found.promises.find(({ deadline }) => deadline === 'substantive-response')).toEqual({
      deadline: 'substantive-response',
      onTime: { numerator: 7, denominator: 13, share: 0.5385, atLeast: null, atMost: null },
    });
    expect(found.byChannel).toMatchObject([
      { code: 'box', received: 6, onTime: { denominator: 0 } },
      { code: 'web', received: 13, onTime: { numerator: 7, denominator: 13 } },
      { code: 'email', received: 0 },
      { code: 'whatsapp', received: 0 },
    ]);
    expect(found.byMonth.find(({ code }) => code === '2026-10')).toMatchObject({ received: 19 });
    expect(found.ratings).toEqual({ count: 5, mean: 4 });
  });

  it('grow by five in the running month, so that nobody sees one report arrive', async () => {
    for (let each = 0; each < 4; each += 1) {
      await service.ask(fileComplaint, report);
      expect((await figures()).received).toBe(19);
    }
    await service.ask(fileComplaint, report);
    expect((await figures()).received).toBe(24);
  });

  it('say nothing of a person or of a case', async () => {
    expect(JSON.stringify(await figures())).not.toMatch(/kenari|ADU-|[0-9a-f]{8}-[0-9a-f]{4}/i);
  });

  it('are not those of another office', async () => {
    expect(
      await service.ask(readComplaintFigures, { year: '2026' }, { office: '1605' }),
    ).toMatchObject({ received: 0 });
  });
});
