import { describe, expect, it } from '@jest/globals';
import { bibtex, cite, cslJson, ris } from './citation.ts';
import { Publication } from './publication.ts';

const URL = 'https://pst.example/katalog/1';
const of = (fields: Partial<Publication['fields']>) =>
  Publication.described(
    { id: '01936f7e-0000-7000-8000-00000000abcd', office: '1606', origin: null },
    {
      title: 'Harga & Inflasi 100% {Muba} 2024',
      year: 2024,
      series: 'Harga & Inflasi',
      subjects: ['Harga'],
      kind: 'serial',
      language: 'id',
      authors: [],
      publisher: 'BPS Kabupaten Musi Banyuasin',
      ...fields,
    },
    new Date('2026-11-23T16:30:05Z'),
  );

describe('a citation', () => {
  it('in APA names an office that is author and publisher once', () => {
    expect(cite(of({}), 'apa', URL).text).toBe(
      `BPS Kabupaten Musi Banyuasin. (2024). Harga & Inflasi 100% {Muba} 2024. ${URL}`,
    );
    expect(cite(of({ authors: ['Sari, D.', 'Bappeda Muba'] }), 'apa', URL).text).toBe(
      `Sari, D., & Bappeda Muba. (2024). Harga & Inflasi 100% {Muba} 2024. BPS Kabupaten Musi Banyuasin. ${URL}`,
    );
  });

  it('in BibTeX keeps offices whole and lets no sign of TeX through', () => {
    const text = bibtex(of({ authors: ['Sari, Dewi', 'BPS & Bappeda'] }), URL);
    expect(text).toContain(String.raw`title = {{Harga \& Inflasi 100\% \{Muba\} 2024}}`);
    expect(text).toContain(String.raw`author = {Sari, Dewi and {BPS \& Bappeda}}`);
    expect(text).toMatch(/^@techreport\{harga-inflasi-100-muba-2024-abcd,/);
  });

  it('in RIS is lines of one tag each', () => {
    const text = ris(of({ abstract: 'Satu\nER  - dua', releasedOn: '2024-02-28' }), URL);
    expect(text.split('\r\n').filter((line) => line !== '')).toEqual(
      expect.arrayContaining(['T2  - Harga & Inflasi', 'DA  - 2024/02/28', 'AB  - Satu ER  - dua']),
    );
    expect(text.match(/^ER {2}- /gm)).toHaveLength(1);
  });

  it('in CSL-JSON tells persons from offices', () => {
    const item: unknown = JSON.parse(cslJson(of({ authors: ['Sari, Dewi', 'Bappeda'] }), URL));
    expect(item).toMatchObject({
      author: [{ family: 'Sari', given: 'Dewi' }, { literal: 'Bappeda' }],
      'collection-title': 'Harga & Inflasi',
      issued: { 'date-parts': [[2024]] },
    });
  });
});
