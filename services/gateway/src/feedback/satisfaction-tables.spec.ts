import { describe, expect, it } from '@jest/globals';
import { questionnaire, readSatisfactionReport } from '@pst/contracts';
import { inOneTable } from '../insights/report-files.ts';
import { satisfactionTables } from './satisfaction-tables.ts';

const report = readSatisfactionReport.reply.parse({
  from: '2026-01-01',
  to: '2026-11-23',
  office: { code: '1606', name: 'Kantor Contoh', unit: 'PST' },
  responses: 12,
  required: 196,
  population: 400,
  ikm: 90,
  grade: 'A',
  gradesFrom: { A: 88.31, B: 76.61, C: 65 },
  elements: Object.keys(questionnaire).map((element) => ({
    element,
    sum: 43,
    responses: 12,
    mean: 3.58,
    weighted: 0.398,
    value: 89.58,
  })),
  quarters: [{ quarter: '2026-Q4', responses: 12, ikm: 90, grade: 'A' }],
  reconciliation: { weight: '0.111', ikm: 89.91 },
  lowest: ['time'],
  respondents: [
    { attribute: 'sex', code: 'female', responses: 8 },
    { attribute: 'sex', code: null, responses: null },
  ],
  smallestCount: 5,
});

describe('the satisfaction report as a workbook', () => {
  const tables = satisfactionTables(report, 'id');

  it('has the index, its elements, its quarters and its respondents', () => {
    expect(tables.map(({ name }) => name)).toEqual(['Ringkasan', 'Unsur', 'Triwulan', 'Responden']);
    expect(tables[0]?.rows).toContainEqual(['IKM', 90]);
    expect(tables[1]?.rows[2]).toEqual(['Waktu layanan', 43, 12, 3.58, 0.398, 89.58]);
  });

  it('says of few respondents that they are few, and no more', () => {
    expect(tables[3]?.rows).toEqual([
      ['jenis kelamin', 'Perempuan', 8],
      ['jenis kelamin', 'tidak diisi', 'kurang dari 5'],
    ]);
  });

  it('is one value a line for programs', () => {
    expect(inOneTable('satisfaction', tables).rows).toContainEqual(['Unsur', 'Biaya', 'NRR', 3.58]);
  });
});
