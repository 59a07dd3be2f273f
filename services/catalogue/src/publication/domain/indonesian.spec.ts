import { describe, expect, it } from '@jest/globals';
import { queryWordsOf, stemOf, synonymsIn, wordsOf } from './indonesian.ts';

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

  it('lose the ones that tell nothing, unless they are all there is', () => {
    expect(queryWordsOf('Kemiskinan dan Pengangguran di Muba')).toEqual([
      'kemiskinan',
      'pengangguran',
      'muba',
    ]);
    expect(queryWordsOf('yang')).toEqual(['yang']);
  });

  it('know the short name of a long one, and the other way round', () => {
    expect(synonymsIn(wordsOf('Indeks Pembangunan Manusia 2024'))).toContain('ipm');
    expect(synonymsIn(wordsOf('PDRB Muba'))).toEqual([
      'produk',
      'domestik',
      'regional',
      'bruto',
      'musi',
      'banyuasin',
    ]);
  });
});
