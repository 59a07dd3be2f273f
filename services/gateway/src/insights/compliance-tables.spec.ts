import { describe, expect, it } from '@jest/globals';
import type { ComplianceSheet } from '@pst/contracts';
import { complianceTables } from './compliance-tables.ts';
import { csvOf, inOneTable } from './report-files.ts';

const share = { numerator: 5, denominator: 8, share: 0.625 };
const spread = { n: 6, corrected: 1, p50: 240, p90: 420, p95: 480 };
const group = { visits: 14, onTime: share, totalOnTime: share, waits: spread, left: 2, noShow: 2 };

const SHEET: ComplianceSheet = {
  month: '2026-11',
  complete: false,
  office: { code: '1606', name: 'BPS Kabupaten Musi Banyuasin', unit: 'PST' },
  standard: '030E/KPA/BPS1606/2023',
  measuredAgainst: [{ standard: '030E/KPA/BPS1606/2023', visits: 14 }],
  workingDays: 21,
  asOf: '2026-11-23T03:05:00.000Z',
  definitions: [{ term: 'on-time', id: 'Tepat waktu: …', en: 'On time: …' }],
  from: '2026-11-01',
  to: '2026-11-30',
  visits: {
    checkedIn: 14,
    completed: 8,
    left: 2,
    leftWhileServed: 0,
    noShow: 2,
    closedAtEndOfDay: 1,
    open: 1,
    returned: 1,
    prioritised: 1,
    cancelled: 1,
  },
  clocks: [
    {
      clock: 'served-after-guestbook',
      targetMinutes: 5,
      onTime: share,
      counted: { met: 5, breached: 1, leftLate: 1, noShowLate: 1 },
      apart: { leftEarly: 1, noShow: 1, closedAtEndOfDay: 1, notMeasured: 2, open: 1 },
      times: spread,
    },
  ],
  coverage: { numerator: 12, denominator: 14, share: 0.8571 },
  timeQuality: [{ code: 'measured', visits: 11 }],
  corrections: { visits: 1, reasons: [{ code: 'pressed-late', corrections: 1 }] },
  days: [{ date: '2026-11-23', visits: 14, onTime: share }],
  waits: [],
  weekHours: [],
  byService: [{ code: 'physical-library', ...group }],
  byPurpose: [{ code: 'library-visit', ...group }],
  byHour: [{ code: '9', ...group }],
  byWeekday: [{ code: '1', ...group }],
  breaches: [
    {
      visitId: '019ab1c2-3d4e-7101-8a1b-000000000002',
      ticketNumber: 'A002',
      date: '2026-11-23',
      clock: 'served-after-guestbook',
      outcome: 'breached',
      dueAt: '2026-11-23T02:05:00.000Z',
      noticedAt: '2026-11-23T02:05:00.000Z',
      seconds: 540,
    },
  ],
};

describe('the compliance sheet as tables', () => {
  it('has names that a workbook accepts, and as many cells in a row as columns', () => {
    for (const language of ['id', 'en'] as const) {
      const tables = complianceTables(SHEET, language);
      const names = tables.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { name, columns, rows } of tables) {
        expect(name).toMatch(/^[^[\]*?:/\\]{1,31}$/);
        expect(new Set(columns).size).toBe(columns.length);
        expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns.length));
      }
    }
  });

  it('speaks the reader’s language', () => {
    expect(complianceTables(SHEET, 'id').at(-1)).toMatchObject({
      name: 'Definisi',
      rows: [['on-time', 'Tepat waktu: …']],
    });
    expect(complianceTables(SHEET, 'en').at(-1)).toMatchObject({
      name: 'Definitions',
      rows: [['on-time', 'On time: …']],
    });
  });

  it('is one value a line in CSV, so that a program finds each by table, row and measure', () => {
    const lines = csvOf(inOneTable('compliance', complianceTables(SHEET, 'en'))).split('\r\n');
    expect(lines[0]).toBe('\uFEFFtable,row,measure,value');
    expect(lines).toContain('Clocks,served-after-guestbook,left late,1');
    expect(lines).toContain('Purposes,library-visit,A of,8');
    expect(lines).toContain('Corrections,pressed-late,corrections,1');
  });
});
