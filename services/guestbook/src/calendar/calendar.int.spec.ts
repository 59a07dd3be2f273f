import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  calendarChanged,
  importCalendar,
  markYear,
  newId,
  readCalendar,
  removeDayOff,
  setDayOff,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { WorkingTime } from '@pst/service-standard';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';

/** Real lists; they stay where they are and are only read. */
const DATA =
  process.env['REAL_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../../../shared/data');
const there = existsSync(join(DATA, 'libur'));
const real = (file: string) => readFileSync(join(DATA, 'libur', file), 'utf8');

const head = { actor: anActor('head') };
const SKB = 'SKB 3 Menteri 1497/2025, 2/2025, 5/2025';
const LETTER = 'Surat Kepala Kantor 12/2026';
const wib = (local: string) => new Date(`${local}:00+07:00`);

/** A feed as Google serves it: observances among the holidays, and no word of a decree. */
const FEED = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20261111',
  'DTEND;VALUE=DATE:20261112',
  'SUMMARY:St. Martin',
  'DESCRIPTION:Observance\\nTo hide observances\\, go to Settings',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20261224',
  'DTEND;VALUE=DATE:20261226',
  'SUMMARY:Cuti Bersama Natal',
  'DESCRIPTION:Public holiday',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART:20261130T090000',
  'SUMMARY:Rapat',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'SUMMARY:Tanpa tanggal',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:19450817',
  'RRULE:FREQ=YEARLY',
  'SUMMARY:Proklamasi Kemerdekaan',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

describe('the office calendar', () => {
  const clock = Clock.standing(wib('2026-11-23T09:00'));
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

  const year2026 = () => service.ask(readCalendar, { year: 2026 });
  const close = (date: string, name = 'Tutup buku') =>
    service.ask(setDayOff, { date, name, kind: 'office-closure', source: LETTER }, head);
  const dates = ({ days }: { days: { date: string }[] }) => days.map(({ date }) => date);

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('begins with the list of the office profile, and announces it', async () => {
    const calendar = await year2026();
    expect(calendar).toMatchObject({ version: 1, completeYears: [{ year: 2026 }] });
    expect(calendar.days).toHaveLength(25);
    expect(calendar.days.at(-1)).toMatchObject({
      date: '2026-12-25',
      kind: 'national-holiday',
      verifiedAt: null,
    });
    const { data } = await service.event(calendarChanged, '1606');
    expect(data).toMatchObject({ version: 1, completeYears: [2026] });
    expect(dates(data)).toEqual(dates(calendar));
  });

  it('takes a day with its source, says another thing about it, and lets it go again', async () => {
    const before = await year2026();
    const added = await close('2026-12-31');
    expect(added.version).toBe(before.version + 1);
    expect(added.days.at(-1)).toMatchObject({
      date: '2026-12-31',
      source: LETTER,
      verifiedAt: clock.now().toISOString(),
    });
    expect((await close('2026-12-31')).version).toBe(added.version);
    const renamed = await close('2026-12-31', 'Penutupan tahun anggaran');
    expect(renamed.version).toBe(added.version + 1);
    const removed = await service.ask(removeDayOff, { date: '2026-12-31' }, head);
    expect(dates(removed)).toEqual(dates(before));
    await expect(service.ask(removeDayOff, { date: '2026-12-31' }, head)).rejects.toMatchObject({
      slug: 'not-found',
    });
    await eventually(async () => {
      const announced = await service.events(calendarChanged);
      expect(announced.at(-1)?.data.version).toBe(removed.version);
      expect(announced.map(({ sequence }) => sequence)).toEqual(announced.map((_, n) => n + 1));
    });
  });

  it('pressed twice with one key is one change', async () => {
    const as = { ...head, idempotencyKey: newId() };
    const day = {
      date: '2026-12-30',
      name: 'Tutup',
      kind: 'office-closure',
      source: LETTER,
    } as const;
    const first = await service.ask(setDayOff, day, as);
    expect(await service.ask(setDayOff, day, as)).toEqual(first);
    await service.ask(removeDayOff, { date: '2026-12-30' }, head);
  });

  it('edited by many at once counts every edit', async () => {
    const { version } = await year2026();
    const days = Array.from({ length: 8 }, (_, n) => `2026-10-${String(n + 10)}`);
    await Promise.all(days.map((date) => close(date)));
    expect((await year2026()).version).toBe(version + 8);
    await Promise.all(days.map((date) => service.ask(removeDayOff, { date }, head)));
  });

  it('says for which years its list is complete', async () => {
    expect(await service.ask(readCalendar, { year: 2027 })).toMatchObject({ days: [] });
    const marked = await service.ask(
      markYear,
      { year: 2027, complete: true, source: 'SKB 2027' },
      head,
    );
    expect(marked.completeYears).toEqual([
      expect.objectContaining({ year: 2026 }),
      { year: 2027, source: 'SKB 2027' },
    ]);
    const back = await service.ask(markYear, { year: 2027, complete: false }, head);
    expect(back.completeYears).toHaveLength(1);
  });

  it('is open to read, and edited by head and administrator only', async () => {
    const day = {
      date: '2026-12-29',
      name: 'Libur',
      kind: 'office-closure',
      source: LETTER,
    } as const;
    await expect(service.ask(setDayOff, day)).rejects.toMatchObject({ slug: 'not-signed-in' });
    await expect(
      service.ask(setDayOff, day, { actor: anActor('officer', 'analyst') }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
    expect((await year2026()).days.length).toBe(25);
  });

  it('of another office is another calendar', async () => {
    expect(await service.ask(readCalendar, {}, { office: '1605' })).toMatchObject({
      version: 0,
      days: [],
    });
  });

  it('leaves room for work', async () => {
    const lines = Array.from({ length: 130 }, (_, n) => {
      const date = new Date(Date.UTC(2028, 0, 1 + n)).toISOString().slice(0, 10);
      return `${date},tutup_kantor,Tutup`;
    });
    const content = ['tanggal,jenis,nama', ...lines].join('\n');
    const command = { format: 'csv', content, source: LETTER } as const;
    const { changes } = await service.ask(importCalendar, command, head);
    await expect(
      service.ask(
        importCalendar,
        { ...command, dryRun: false, dates: dates({ days: changes }) },
        head,
      ),
    ).rejects.toMatchObject({ slug: 'calendar-full', params: { most: 120, year: 2028 } });
    expect(await service.ask(readCalendar, { year: 2028 })).toMatchObject({ days: [] });
  });

  describe('given a file', () => {
    it('only hears proposals from a feed, and doubts what the feed calls an observance', async () => {
      const before = await year2026();
      const tried = await service.ask(
        importCalendar,
        { format: 'ical', content: FEED, source: SKB },
        head,
      );
      expect(tried.years).toContain(2026);
      expect(tried.changes.filter(({ date }) => date.startsWith('2026-1'))).toEqual([
        expect.objectContaining({ date: '2026-11-11', change: 'add', suggested: false }),
        expect.objectContaining({ date: '2026-12-24', change: 'change', suggested: false }),
        expect.objectContaining({ date: '2026-12-25', change: 'change', suggested: true }),
      ]);
      expect(tried.changes).toContainEqual(
        expect.objectContaining({ date: '2027-08-17', change: 'add', suggested: true }),
      );
      expect(tried.errors).toEqual([
        { line: 16, field: 'DTSTART', message: expect.stringContaining('sehari penuh') },
        { line: 19, field: 'DTSTART', message: expect.any(String) },
      ]);
      expect(tried.applied).toEqual([]);
      expect(await year2026()).toEqual(before);
    });

    it('names line and field of what it cannot use, in the reader’s language', async () => {
      const content =
        'tanggal;jenis;nama\n2027-01-01;libur_nasional;Tahun Baru\n1/5/2027;hari besar;\n';
      const command = { format: 'csv', content, source: SKB } as const;
      const { changes, errors } = await service.ask(importCalendar, command, {
        ...head,
        language: 'en',
      });
      expect(dates({ days: changes })).toEqual(['2027-01-01']);
      expect(errors.map(({ line, field }) => `${line} ${field}`)).toEqual([
        '3 tanggal',
        '3 jenis',
        '3 nama',
      ]);
      expect(errors[0]?.message).toBe('Write the date as YYYY-MM-DD, such as 2027-01-01.');
    });

    it('refuses what is no calendar, and wants to be told the dates', async () => {
      const as = (format: 'ical' | 'csv', content: string, more: object = {}) =>
        service.ask(importCalendar, { format, content, source: SKB, ...more }, head);
      await expect(as('ical', '<html></html>')).rejects.toMatchObject({
        slug: 'calendar-unreadable',
      });
      await expect(as('csv', 'tanggal,nama\n"2027')).rejects.toMatchObject({
        slug: 'calendar-unreadable',
      });
      await expect(as('ical', FEED, { dryRun: false })).rejects.toMatchObject({
        slug: 'invalid-request',
        errors: [{ path: 'dates' }],
      });
    });
  });

  describe('in every process', () => {
    it('is followed by two replicas at once, whichever of them was told', async () => {
      const second = await service.replica();
      const times = [service.running, second].map(({ app }) => app.get(WorkingTime));
      const closed = () => times.map((time) => !time.isOpenAt(wib('2026-12-28T09:00')));
      await close('2026-12-28');
      await eventually(() => expect(closed()).toEqual([true, true]));
      await service.ask(removeDayOff, { date: '2026-12-28' }, head);
      await eventually(() => expect(closed()).toEqual([false, false]));
      await second.stop();
    });

    it('is there again after a start, before the first question', async () => {
      const { version } = await close('2026-12-28');
      const started = await service.replica();
      const time = started.app.get(WorkingTime);
      await started.stop();
      expect(time.calendarVersion).toBe(version);
      expect(time.isOpenAt(wib('2026-12-28T09:00'))).toBe(false);
      await service.ask(removeDayOff, { date: '2026-12-28' }, head);
    });
  });
});

describe('the real-data suite', () => {
  it(`${there ? 'reads' : 'is left out, because there is no'} ${DATA}`, () => {
    expect(existsSync(join(DATA, 'libur'))).toBe(there);
  });
});

(there ? describe : () => undefined)('the office calendar, with the lists of ministries', () => {
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'guestbook',
      module: GuestbookModule,
      database,
      clock: Clock.standing(wib('2026-11-23T09:00')),
      config: {},
    });
  });
  afterAll(() => service.stop());

  it('finds nothing to change in the decree of 2026', async () => {
    const content = real('libur-2026-skb.csv');
    const { changes, unchanged, errors } = await service.ask(
      importCalendar,
      { format: 'csv', content, source: SKB },
      head,
    );
    expect({ changes, unchanged, errors }).toEqual({ changes: [], unchanged: 25, errors: [] });
  });

  it('takes of the list of 2027 what was chosen, and promises by it', async () => {
    const content = real('libur-2027-BELUM-TERVERIFIKASI.csv');
    const command = { format: 'csv', content, source: 'SKB 2027' } as const;
    const { changes, years } = await service.ask(importCalendar, command, head);
    expect(years).toEqual([2027]);
    expect(changes).toHaveLength(26);
    const chosen = changes.map(({ date }) => date).filter((date) => date !== '2027-12-26');
    const { applied } = await service.ask(
      importCalendar,
      { ...command, dryRun: false, dates: chosen },
      head,
    );
    expect(applied).toHaveLength(25);
    const time = service.running.app.get(WorkingTime);
    // Across the year's end: Friday 1 January is the new year's day off now.
    expect(time.addWorkingMinutes(wib('2026-12-31T15:28'), 5)).toEqual(wib('2027-01-04T08:03'));
    const rest = await service.ask(importCalendar, command, head);
    expect(rest.changes.map(({ date }) => date)).toEqual(['2027-12-26']);
  });

  it('of a package that reckons holidays by itself proposes the differences, and suggests no removal', async () => {
    const events = real('date-holidays-ID.txt')
      .split('\n')
      .filter((line) => line.startsWith('2026-'))
      .flatMap((line) => {
        const [date = '', , ...name] = line.trim().split(' ');
        return [
          'BEGIN:VEVENT',
          `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
          `SUMMARY:${name.join(' ')}`,
          'END:VEVENT',
        ];
      });
    const content = ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR'].join('\r\n');
    const { changes, errors } = await service.ask(
      importCalendar,
      { format: 'ical', content, source: SKB },
      head,
    );
    expect(errors).toEqual([]);
    const removals = changes.filter(({ change }) => change === 'remove');
    // It knows no collective leave, and has Idul Fitri one day early.
    expect(removals.map(({ date }) => date)).toEqual(
      expect.arrayContaining(['2026-03-22', '2026-03-23', '2026-03-24', '2026-12-24']),
    );
    expect(removals.some(({ suggested }) => suggested)).toBe(false);
  });
});
