import { describe, expect, it } from '@jest/globals';
import { readQuery, SYNONYMS, tsqueryOf } from './search-query.ts';

const termsOf = (text: string) =>
  readQuery(text, SYNONYMS).terms.map(({ words, others }) =>
    [words, ...others].map((row) => row.join(' ')),
  );

describe('a query', () => {
  it('loses the words that tell nothing, unless they are all there is', () => {
    expect(termsOf('Kemiskinan dan Pengangguran di Lahat')).toEqual([
      ['kemiskinan'],
      ['pengangguran'],
      ['lahat'],
    ]);
    expect(termsOf('yang')).toEqual([['yang']]);
  });

  it('knows the long name of a short one, and the other way round', () => {
    expect(termsOf('PDRB Muba')).toEqual([
      ['pdrb', 'produk domestik regional bruto'],
      ['muba', 'musi banyuasin'],
    ]);
    expect(termsOf('indeks pembangunan manusia 2024')).toEqual([
      ['indeks pembangunan manusia', 'ipm'],
      ['2024'],
    ]);
    expect(termsOf('ketenagakerjaan')).toEqual([
      ['ketenagakerjaan', 'tenagakerja', 'tenaga kerja'],
    ]);
  });

  it('takes a doubled word as one', () => {
    expect(termsOf('harga-harga')).toEqual([['harga']]);
    expect(termsOf('harga2 beras')).toEqual([['harga'], ['beras']]);
  });

  it('takes a span of years as that span or any year of it', () => {
    expect(termsOf('pdrb 2022-2024')).toEqual([
      ['2022sd2024', '2022', '2023', '2024'],
      ['pdrb', 'produk domestik regional bruto'],
    ]);
    expect(readQuery('ipm 2022-2024', SYNONYMS).years).toEqual([2024]);
    expect(readQuery('ipm 2023', SYNONYMS).years).toEqual([2023]);
  });

  it('asks PostgreSQL for the words, their stems, or another name', () => {
    const [term] = readQuery('tenaga kerja', SYNONYMS).terms;
    expect(term && tsqueryOf(term)).toBe('((tenaga) & (kerja)) | (tenagakerja)');
    const [related] = readQuery('kependudukan', []).terms;
    expect(related && tsqueryOf(related)).toBe('((kependudukan | duduk))');
  });
});
