import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadOfficeProfile } from './office-profile.ts';
import { WorkingTime } from './working-time.ts';

const profile = loadOfficeProfile(
  new URL('../../../deploy/service-standard-1606.yaml', import.meta.url).pathname,
);
const wib = (local: string) => new Date(`${local}:00+07:00`);
const anInstant = fc
  .date({ min: wib('2026-01-01T00:00'), max: wib('2026-12-31T00:00'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1_000) * 1_000));

describe('the working time of the office', () => {
  let time: WorkingTime;
  beforeAll(() => {
    time = new WorkingTime(profile);
  });

  it.each([
    ['inside a window', '2026-11-23T09:00', 5, '2026-11-23T09:05'],
    ['across the break', '2026-11-23T12:28', 5, '2026-11-23T14:03'],
    ['before opening', '2026-11-23T06:10', 5, '2026-11-23T08:05'],
    ['during the break', '2026-11-23T13:00', 20, '2026-11-23T14:20'],
    ['from Monday evening', '2026-11-23T15:29', 5, '2026-11-24T08:04'],
    ['on Friday, which closes later', '2026-11-27T15:40', 20, '2026-11-27T16:00'],
    ['over a weekend', '2026-11-27T15:58', 5, '2026-11-30T08:03'],
    ['over Christmas and its leave', '2026-12-23T15:28', 5, '2026-12-28T08:03'],
  ])('is added %s', (_case, from, minutes, expected) => {
    expect(time.addWorkingMinutes(wib(from), minutes)).toEqual(wib(expected));
  });

  it.each([
    ['2026-11-23T07:59', 'before-opening', '2026-11-23T08:00'],
    ['2026-11-23T12:30', 'break', '2026-11-23T14:00'],
    ['2026-11-23T15:30', 'closed-for-the-day', '2026-11-24T08:00'],
    ['2026-11-28T10:00', 'weekend', '2026-11-30T08:00'],
    ['2026-12-24T10:00', 'holiday', '2026-12-28T08:00'],
  ])('is closed at %s (%s)', (at, reason, opensAt) => {
    expect(time.statusAt(wib(at))).toMatchObject({ open: false, reason, opensAt: wib(opensAt) });
  });

  it('is open until the break and until closing', () => {
    expect(time.statusAt(wib('2026-11-23T08:00'))).toMatchObject({
      open: true,
      closesAt: wib('2026-11-23T12:30'),
    });
    expect(time.statusAt(wib('2026-11-27T15:45'))).toMatchObject({
      open: true,
      closesAt: wib('2026-11-27T16:00'),
    });
  });

  it('counts working days from the day after, to the end of service', () => {
    expect(time.addWorkingDays(wib('2026-11-23T09:00'), 3)).toEqual(wib('2026-11-26T15:30'));
    expect(time.addWorkingDays(wib('2026-12-23T09:00'), 1)).toEqual(wib('2026-12-28T15:30'));
  });

  it('names the opening in both languages', () => {
    expect(time.inWords(wib('2026-11-24T08:00'), 'id')).toBe(
      'Selasa, 24 November 2026 pukul 08.00 WIB',
    );
    expect(time.inWords(wib('2026-11-24T08:00'), 'en')).toContain('08:00 WIB');
  });

  it('always ends a promise inside or at the end of a window, never on a day off', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 1, max: 3_000 }), (at, minutes) => {
        const due = time.addWorkingMinutes(at, minutes);
        expect(time.isOpenAt(new Date(due.getTime() - 1))).toBe(true);
      }),
    );
  });

  it('measures back exactly what was added', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 0, max: 3_000 }), (at, minutes) => {
        const due = time.addWorkingMinutes(at, minutes);
        expect(time.workingSecondsBetween(at, due)).toBe(minutes * 60);
      }),
    );
  });

  it('never promises less for more minutes, nor earlier for a later start', () => {
    fc.assert(
      fc.property(anInstant, anInstant, fc.nat(600), fc.nat(600), (a, b, m, n) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        const [few, many] = m <= n ? [m, n] : [n, m];
        expect(time.addWorkingMinutes(first, few).getTime()).toBeLessThanOrEqual(
          time.addWorkingMinutes(second, many).getTime(),
        );
      }),
    );
  });

  it('opens next when it says so, and not a moment before', () => {
    fc.assert(
      fc.property(anInstant, (at) => {
        const opening = time.nextOpening(at);
        expect(time.isOpenAt(opening)).toBe(true);
        expect(opening.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(time.workingSecondsBetween(at, opening)).toBe(0);
      }),
    );
  });
});

describe('the working time that is given another calendar', () => {
  const yearEnd = { date: '2026-12-31', kind: 'office-closure', name: 'Tutup buku' } as const;

  it('reckons with it from then on, and names the day', () => {
    const time = new WorkingTime(profile);
    expect(time.addWorkingMinutes(wib('2026-12-30T15:28'), 5)).toEqual(wib('2026-12-31T08:03'));
    expect(time.calendarVersion).toBe(0);
    expect(time.take({ version: 1, days: [...profile.holidays.dates, yearEnd] })).toBe(true);
    // Over the year's end: the first of January 2027 is on nobody's list yet.
    expect(time.addWorkingMinutes(wib('2026-12-30T15:28'), 5)).toEqual(wib('2027-01-01T08:03'));
    expect(time.statusAt(wib('2026-12-31T09:00'))).toMatchObject({
      reason: 'holiday',
      holiday: 'Tutup buku',
    });
  });

  it('is not moved by an older one or by the same again', () => {
    const time = new WorkingTime(profile);
    time.take({ version: 2, days: [yearEnd] });
    expect(time.take({ version: 1, days: [] })).toBe(false);
    expect(time.take({ version: 2, days: [] })).toBe(false);
    expect(time.calendarVersion).toBe(2);
    expect(time.isOpenAt(wib('2026-12-31T09:00'))).toBe(false);
    expect(time.isOpenAt(wib('2026-12-25T09:00'))).toBe(true);
  });

  it.each([
    ['the last second of the day before', '2026-08-17T16:59:59Z', '2026-08-17', 'holiday'],
    ['17:00 UTC, midnight in the office', '2026-08-17T17:00:00Z', '2026-08-18', 'holiday'],
    ['the end of the day off', '2026-08-18T17:00:00Z', '2026-08-19', 'before-opening'],
  ])('keeps the office’s own days: %s', (_case, at, date, reason) => {
    const time = new WorkingTime(profile);
    const added = { date: '2026-08-18', kind: 'collective-leave' } as const;
    time.take({ version: 1, days: [...profile.holidays.dates, added] });
    expect(time.businessDateOf(new Date(at))).toBe(date);
    expect(time.statusAt(new Date(at)).reason).toBe(reason);
  });

  it('never promises earlier because of a day off more', () => {
    const aDay = fc
      .integer({ min: 0, max: 364 })
      .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 1, max: 3_000 }), aDay, (at, minutes, date) => {
        const time = new WorkingTime(profile);
        const before = time.addWorkingMinutes(at, minutes);
        const added = { date, kind: 'office-closure' } as const;
        time.take({ version: 1, days: [...profile.holidays.dates, added] });
        const after = time.addWorkingMinutes(at, minutes);
        expect(after.getTime()).toBeGreaterThanOrEqual(before.getTime());
        expect(time.workingSecondsBetween(at, after)).toBe(minutes * 60);
        expect(time.businessDateOf(new Date(after.getTime() - 1))).not.toBe(date);
      }),
    );
  });
});

describe('the office profile', () => {
  it('names what is wrong in it', () => {
    expect(() => loadOfficeProfile(new URL('../package.json', import.meta.url).pathname)).toThrow(
      /needs correction:\n {2}office: /,
    );
  });

  it('says which file is missing', () => {
    expect(() => loadOfficeProfile('/nowhere/standard.yaml')).toThrow('/nowhere/standard.yaml');
  });
});
