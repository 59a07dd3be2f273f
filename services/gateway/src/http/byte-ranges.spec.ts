import { describe, expect, it } from '@jest/globals';
import { byteRanges } from './byte-ranges.ts';

describe('the bytes that a Range header wants of a file of 1000', () => {
  it.each([
    ['bytes=0-99', ['0-99']],
    ['BYTES=0-0', ['0-0']],
    ['bytes=900-', ['900-999']],
    ['bytes=-100', ['900-999']],
    ['bytes=-5000', ['0-999']],
    ['bytes=990-5000', ['990-999']],
    ['bytes=0-9, 500-509 ,-10', ['0-9', '500-509', '990-999']],
    ['bytes=0-9,2000-3000', ['0-9']],
    ['bytes=,0-9,', ['0-9']],
  ])('%s are %j', (header, expected) => {
    expect(byteRanges(header, 1_000)?.map(({ start, end }) => `${start}-${end}`)).toEqual(expected);
  });

  it.each(['bytes=1000-', 'bytes=2000-3000', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])(
    '%s are none',
    (header) => {
      expect(byteRanges(header, 1_000)).toEqual([]);
    },
  );

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=9-5',
    'bytes=0-9,9-5',
    'bytes=0-9,sepuluh',
    'items=0-9',
    'bytes 0-9',
    `bytes=${'0-,'.repeat(10)}`,
    `bytes=${Array.from({ length: 40 }, (_, n) => `${n}-${n}`).join()}`,
  ])('%s are all of them', (header) => {
    expect(byteRanges(header, 1_000)).toBeUndefined();
  });
});
