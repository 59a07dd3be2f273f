import { describe, expect, it } from '@jest/globals';
import { questionnaire, readSatisfaction } from '@pst/contracts';
import { satisfactionPicture } from './satisfaction-picture.ts';

const shown = readSatisfaction.reply.parse({
  from: '2026-01-01',
  to: '2026-11-23',
  responses: 10,
  required: 196,
  population: 400,
  ikm: 93.61,
  grade: 'A',
  gradesFrom: { A: 88.31, B: 76.61, C: 65 },
  elements: Object.keys(questionnaire).map((element) => ({ element, mean: 3.6, responses: 10 })),
  quarters: [{ quarter: '2026-Q4', responses: 10, ikm: 93.61, grade: 'A' }],
  smallestCount: 5,
  ratings: { count: 10, mean: 4.1, distribution: [] },
});
const office = { name: 'Kantor <Contoh> & Rekan' };

describe('the picture of the satisfaction index', () => {
  it('says in words what it shows', () => {
    const svg = satisfactionPicture(shown, office, 'id');
    expect(svg).toMatch(
      /<desc id="d">93,61 · A \(Sangat baik\); 1 Jan 2026 – 23 Nov 2026; 10 dari 196/,
    );
    expect(svg).toContain('Sikap petugas 3,60');
    expect(svg).toContain('2026-Q4 93,61');
  });

  it('speaks English where a site asks for it', () => {
    expect(satisfactionPicture(shown, office, 'en')).toContain('93.61 · A (Very good)');
  });

  it('shows no bar while there are not enough answers', () => {
    const empty = { ...shown, responses: 0, ikm: null, grade: null, quarters: [] };
    const svg = satisfactionPicture(empty, office, 'id');
    expect(svg).toContain('Belum cukup jawaban');
    expect(svg).not.toContain('Sikap petugas');
  });

  it('carries a name as text, whatever is in it', () => {
    const svg = satisfactionPicture(shown, office, 'id');
    expect(svg).toContain('Kantor &lt;Contoh> &amp; Rekan');
    expect(svg).not.toContain('<Contoh>');
  });
});
