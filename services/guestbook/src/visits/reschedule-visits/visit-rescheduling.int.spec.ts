import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  callNext,
  checkIdentity,
  checkIn,
  listVisits,
  moveVisit,
  readTicket,
  removeDayOff,
  setDayOff,
  visitRescheduled,
} from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../../database/data-source.ts';
import { GuestbookModule } from '../../guestbook.module.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const iso = (local: string) => wib(local).toISOString();
const head = { actor: anActor('head') };
const officer = { actor: anActor('officer') };
const aVisitor = {
  name: 'Siti Rahmawati',
  identityKind: 'ktp',
  institution: 'Universitas',
  institutionCategory: 'education-research',
  occupation: 'student',
  education: 'bachelor',
  sex: 'female',
  birthYear: 2003,
  purpose: 'library-visit',
  useOfData: 'research',
  service: 'physical-library',
  noticeVersion: '2026-01',
} as const;

describe('an open visit, when its day becomes a day off', () => {
  const clock = Clock.standing(wib('2026-11-23T15:20'));
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

  const close = (date: string) =>
    service.ask(
      setDayOff,
      { date, name: 'Tutup', kind: 'office-closure', source: 'Surat Kepala 12/2026' },
      head,
    );
  const open = (date: string) => service.ask(removeDayOff, { date }, head);

  it('is promised for the next working day, which is announced, and back again', async () => {
    const { id, code, dueAt } = await service.ask(checkIn, aVisitor);
    expect(dueAt).toBe(iso('2026-11-23T15:25'));
    await close('2026-11-23');
    const { data } = await service.event(visitRescheduled, id);
    expect(data).toMatchObject({
      dueAt: iso('2026-11-24T08:05'),
      totalDueAt: iso('2026-11-24T08:20'),
    });
    expect(await service.ask(readTicket, { code })).toMatchObject({ dueAt: data.dueAt });
    await open('2026-11-23');
    await eventually(async () => {
      expect(await service.ask(readTicket, { code })).toMatchObject({ dueAt });
    });
  });

  it('keeps what is settled, and goes on with the total alone', async () => {
    clock.moveTo(wib('2026-11-24T15:12'));
    const ticket = await service.ask(checkIn, aVisitor);
    const { id } = await service.ask(callNext, { counter: '1' }, officer);
    expect(id).toBe(ticket.id);
    await service.ask(checkIdentity, { visitId: id, kind: 'ktp' }, officer);
    await service.ask(moveVisit, { visitId: id, action: 'start' }, officer);
    await close('2026-11-24');
    const { data } = await service.event(visitRescheduled, id);
    expect(data).toMatchObject({ dueAt: ticket.dueAt, totalDueAt: iso('2026-11-25T08:20') });
    const { items } = await service.ask(listVisits, {}, officer);
    const visit = items.find((one) => one.id === id);
    expect(visit?.clocks.map(({ clock: name, outcome }) => `${name} ${outcome}`)).toEqual(
      expect.arrayContaining(['served-after-guestbook met', 'total running']),
    );
    await open('2026-11-24');
  });

  it('is left alone by a change of another day, and announced no second time', async () => {
    clock.moveTo(wib('2026-11-26T09:00'));
    const { id, dueAt, code } = await service.ask(checkIn, aVisitor);
    const { version } = await close('2026-12-31');
    await eventually(async () => {
      const [row] = await service.source.query(`select calendar_version from visit where id = $1`, [
        id,
      ]);
      expect(row.calendar_version).toBe(version);
    });
    expect(await service.ask(readTicket, { code })).toMatchObject({ dueAt });
    const announced = await service.events(visitRescheduled);
    expect(announced.filter(({ subject }) => subject === id)).toEqual([]);
  });
});
