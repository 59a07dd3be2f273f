import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spellingOf } from './spelling.ts';

describe('the spelling of an institution', () => {
  it.each([
    ['Univ. Sriwijaya', 'UNIVERSITAS  SRIWIJAYA'],
    ['BPS Kab. Muba', 'bps kabupaten musi banyuasin'],
    ['Dinas Koperasi & UKM', 'Dinas Koperasi dan UKM'],
    ['«Bappeda» Prov. Sumsel', 'bappeda provinsi sumatera selatan'],
  ])('takes "%s" and "%s" for one', (one, other) => {
    expect(spellingOf(one)).toBe(spellingOf(other));
  });

  it('does not take different names for one', () => {
    expect(spellingOf('SMA Negeri 1 Sekayu')).not.toBe(spellingOf('SMA Negeri 2 Sekayu'));
  });

  it('is its own spelling, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(spellingOf(spellingOf(typed))).toBe(spellingOf(typed));
      }),
    );
  });
});
