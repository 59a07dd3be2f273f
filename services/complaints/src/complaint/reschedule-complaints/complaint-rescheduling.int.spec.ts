import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  addComplaintMessage,
  calendarChanged,
  complaintOverdue,
  complaintRescheduled,
  fileComplaint,
  handleComplaint,
  readComplaint,
  readComplaintStatus,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { WorkingTime } from '@pst/service-standard';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const iso = (local: string) => wib(local).toISOString();
const handler = { actor: anActor('complaint-handler') };
const MONDAY = wib('2026-11-02T09:00');

describe('the dates of a complaint, when the office’s calendar changes', () => {
  const clock = Clock.standing(MONDAY);
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

  const file = () => service.ask(fileComplaint, { subject: 'Antrean', body: 'Terlalu lama.' });
  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      handler,
    );
  const datesOf = async (complaintId: string) => {
    const { deadlines } = await service.ask(readComplaint, { complaintId }, handler);
    return Object.fromEntries(deadlines.map(({ deadline, dueAt }) => [deadline, dueAt]));
  };
  /** As the guestbook does, with these days off and no others. */
  async function announce(version: number, ...dates: string[]) {
    const event = calendarChanged.create(
      {
        version,
        days: dates.map((date) => ({ date, kind: 'collective-leave', source: 'SKB perubahan' })),
        completeYears: [2026],
        changedAt: clock.now().toISOString(),
      },
      { office: '1606', about: '1606', at: clock.now() },
    );
    await service.announce(event);
    return event;
  }
  const following = () => service.running.app.get(WorkingTime).calendarVersion;

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('move with a day off that is added in mid-year, and are announced once', async () => {
    const { id } = await file();
    expect(await datesOf(id)).toEqual({
      classify: iso('2026-11-05T15:30'),
      'initial-response': iso('2026-11-09T15:30'),
    });
    await announce(2, '2026-11-04');
    const { data } = await service.event(complaintRescheduled, id);
    // Friday closes at four.
    const moved = {
      classify: iso('2026-11-06T16:00'),
      'initial-response': iso('2026-11-10T15:30'),
    };
    expect(data).toMatchObject({ calendarVersion: 2 });
    expect(Object.fromEntries(data.deadlines.map((one) => [one.deadline, one.dueAt]))).toEqual(
      moved,
    );
    expect(await datesOf(id)).toEqual(moved);
    clock.moveTo(wib('2026-11-05T15:31'));
    await announce(3, '2026-11-04', '2026-12-31');
    await eventually(async () => {
      const rows = await service.source.query(
        `select 1 from complaint where calendar_version < 3 or overdue`,
      );
      expect(rows).toEqual([]);
    });
    clock.moveTo(wib('2026-11-06T16:01'));
    expect((await service.event(complaintOverdue, id)).data.dueAt).toBe(moved.classify);
    const announced = await service.events(complaintRescheduled);
    expect(announced.filter(({ subject }) => subject === id)).toHaveLength(1);
    clock.moveTo(MONDAY);
  });

  it('that are settled stay as they were judged', async () => {
    const { id } = await file();
    await act(id, { action: 'classify', class: 'non-supervisory' });
    const before = await datesOf(id);
    await announce(4, '2026-11-03', '2026-11-04');
    await service.event(complaintRescheduled, id);
    expect(await datesOf(id)).toEqual({
      classify: before['classify'],
      'initial-response': iso('2026-11-11T15:30'),
      'substantive-response': iso('2026-11-24T15:30'),
    });
  });

  it('that stood still count the waiting by the new calendar as well', async () => {
    const { id, code, pin } = await file();
    await act(id, { action: 'classify', class: 'information' });
    await act(id, { action: 'initial-response', body: 'Loket mana?', waitForReporter: true });
    clock.moveTo(wib('2026-11-05T09:00'));
    await service.ask(addComplaintMessage, { code, pin, body: 'Loket satu.' });
    // Five working days, and the six hours of Monday and Thursday: between them are two days off.
    expect((await datesOf(id))['substantive-response']).toBe(iso('2026-11-12T15:30'));
    await announce(5, '2026-11-03', '2026-11-09');
    await service.event(complaintRescheduled, id);
    // Wednesday was worked after all and counts as waiting too; the ninth is off instead.
    expect((await datesOf(id))['substantive-response']).toBe(iso('2026-11-13T15:30'));
    clock.moveTo(MONDAY);
  });

  it('move the day on which silence ends the case, and the time to reopen it', async () => {
    const { id, code } = await file();
    await act(id, { action: 'classify', class: 'aspiration' });
    await act(id, { action: 'substantive-response', body: 'Terima kasih.' });
    const [before] = await service.source.query(
      `select silent_until from complaint where id = $1`,
      [id],
    );
    expect(before.silent_until).toEqual(wib('2026-11-18T15:30'));
    await announce(6, '2026-11-03', '2026-11-09', '2026-11-16');
    await eventually(async () => {
      const [after] = await service.source.query(
        `select silent_until from complaint where id = $1`,
        [id],
      );
      expect(after.silent_until).toEqual(wib('2026-11-19T15:30'));
    });
    await act(id, { action: 'close' });
    await announce(7, '2026-11-03', '2026-11-09', '2026-11-16', '2026-11-17');
    await eventually(async () => {
      const [closed] = await service.source.query(
        `select reopen_until from complaint where id = $1`,
        [id],
      );
      expect(closed.reopen_until).toEqual(wib('2026-11-20T16:00'));
    });
    clock.moveTo(wib('2026-11-20T15:00'));
    expect(await service.ask(readComplaintStatus, { code })).toMatchObject({ canReopen: true });
    clock.moveTo(MONDAY);
  });

  it('are not moved by an older calendar that arrives late, nor by the same version again', async () => {
    await announce(9, '2026-11-03');
    await eventually(() => expect(following()).toBe(9));
    const { id } = await file();
    const late = [await announce(8), await announce(9)];
    await eventually(async () => {
      const heard = await service.source.query(
        `select 1 from inbox where event_id = any($1::uuid[])`,
        [late.map((event) => event.id)],
      );
      expect(heard).toHaveLength(2);
    });
    const [kept] = await service.source.query(`select version, days from office_calendar`);
    expect(kept).toMatchObject({ version: 9, days: [{ date: '2026-11-03' }] });
    expect(following()).toBe(9);
    expect((await datesOf(id))['classify']).toBe(iso('2026-11-06T16:00'));
  });

  it('are found out when a process that had not heard of the change made the promise', async () => {
    const { id } = await file();
    const { 'initial-response': due } = await datesOf(id);
    await service.source.query(
      `update complaint set calendar_version = 1,
         deadlines = jsonb_set(deadlines, '{1,dueAt}', '"2026-11-09T08:30:00.000Z"')
       where id = $1`,
      [id],
    );
    await eventually(async () => expect((await datesOf(id))['initial-response']).toBe(due));
  });

  it('are followed by a second replica, and by one that starts later', async () => {
    const second = await service.replica();
    expect(second.app.get(WorkingTime).calendarVersion).toBe(following());
    await announce(11, '2026-11-05');
    await eventually(() => expect(second.app.get(WorkingTime).calendarVersion).toBe(11));
    await eventually(() => expect(following()).toBe(11));
    await eventually(async () => {
      const [kept] = await service.source.query(`select version from office_calendar`);
      expect(kept.version).toBe(11);
    });
    await second.stop();
    const later = await service.replica();
    expect(later.app.get(WorkingTime).isOpenAt(wib('2026-11-05T09:00'))).toBe(false);
  });
});
