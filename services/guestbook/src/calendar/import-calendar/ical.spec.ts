import { describe, expect, it } from '@jest/globals';
import { readIcal } from './ical.ts';

const read = (...lines: string[]) =>
  readIcal(
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'),
    2026,
    (_id, en) => en,
  );
const dates = (...lines: string[]) => read(...lines).days.map(({ date }) => date);
const problems = (...lines: string[]) =>
  read(...lines).errors.map(({ line, field }) => `${line} ${field}`);

describe('an iCalendar file', () => {
  it('says every day of an event, whose end is the day after the last', () => {
    const event = ['DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:Tutup'];
    expect(dates(...event)).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
    expect(dates('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Natal')).toEqual(['2026-12-25']);
  });

  it('says what comes every year for this year and the next, and nothing of the past', () => {
    const yearly = ['DTSTART;VALUE=DATE:19450817', 'SUMMARY:Proklamasi'];
    expect(dates(...yearly, 'RRULE:FREQ=YEARLY')).toEqual(['2026-08-17', '2027-08-17']);
    expect(dates(...yearly, 'RRULE:FREQ=YEARLY;UNTIL=20261231')).toEqual(['2026-08-17']);
    expect(dates('DTSTART;VALUE=DATE:20251225', 'SUMMARY:Natal')).toEqual([]);
  });

  it.each(['FREQ=SECONDLY', 'FREQ=YEARLY;COUNT=3', 'FREQ=YEARLY;BYWEEKNO=53', 'FREQ=WEEKLY'])(
    'refuses to run through %s',
    (rule) => {
      const event = ['DTSTART;VALUE=DATE:20260817', `RRULE:${rule}`, 'SUMMARY:Ulang'];
      expect(problems(...event)).toEqual(['4 RRULE']);
    },
  );

  it('names the line and the property of what it cannot use', () => {
    expect(problems('DTSTART:20261225T090000Z', 'SUMMARY:Rapat')).toEqual(['3 DTSTART']);
    expect(problems('DTSTART;VALUE=DATE:20261225')).toEqual(['2 SUMMARY']);
    expect(problems('DTSTART;VALUE=DATE:25-12-2026', 'SUMMARY:Natal')).toHaveLength(1);
    expect(problems('SUMMARY:Tanpa tanggal')).toEqual(['2 DTSTART']);
  });

  it('reads folded lines, and leaves out what was cancelled', () => {
    const folded = ['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Kelahiran Ye', ' sus Kristus'];
    expect(read(...folded).days).toMatchObject([{ name: 'Kelahiran Yesus Kristus' }]);
    expect(dates(...folded, 'STATUS:CANCELLED')).toEqual([]);
  });

  it('knows collective leave and mere observances by their words', () => {
    const kindOf = (...lines: string[]) =>
      read('DTSTART;VALUE=DATE:20261224', ...lines).days.map(({ kind, observance }) => ({
        kind,
        observance,
      }));
    expect(kindOf('SUMMARY:Cuti Bersama Natal')).toEqual([
      { kind: 'collective-leave', observance: false },
    ]);
    expect(kindOf('SUMMARY:Kartini', 'DESCRIPTION:Perayaan')).toEqual([
      { kind: 'national-holiday', observance: true },
    ]);
  });
});
