import { describe, expect, it } from '@jest/globals';
import { stemOf, wordsOf, yearSpansOf } from './indonesian.ts';

describe('Indonesian words', () => {
  it.each([
    ['penduduk', 'kependudukan'],
    ['industri', 'perindustrian'],
    ['miskin', 'kemiskinan'],
    ['ekspor', 'mengekspor'],
    ['tani', 'pertanian'],
    ['petani', 'pertanian'],
    ['kebun', 'perkebunan'],
    ['didik', 'pendidikan'],
    ['dagang', 'perdagangan'],
    ['sejahtera', 'kesejahteraan'],
  ])('%s and %s share a stem', (left, right) => {
    expect(stemOf(left)).toBe(stemOf(right));
  });

  it.each(['banyuasin', 'sekayu', '2024', 'sp2020', 'peta'])('%s stays what it is', (word) => {
    expect(stemOf(word)).toBe(word);
  });

  it('are split at anything that is no letter and no digit', () => {
    expect(wordsOf('PDRB Kab. Musi\u00a0Banyuasin, 2020-2024: harga-harga\ufeff')).toEqual([
      'pdrb',
      'kab',
      'musi',
      'banyuasin',
      '2020',
      '2024',
      'harga',
      'harga',
    ]);
  });

  it.each(['2020-2024', '2020 – 2024', '2020 s.d. 2024', '2020 sampai 2024'])(
    'know %s as a span of years',
    (text) => {
      expect(yearSpansOf(`PDRB ${text}`)).toMatchObject([{ from: 2020, to: 2024 }]);
    },
  );

  it.each(['2024-2020', '1602-2024', '021-2024'])('see no span in %s', (text) => {
    expect(yearSpansOf(text)).toEqual([]);
  });
});
