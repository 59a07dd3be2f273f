import { describe, expect, it } from '@jest/globals';
import { printedNumberOf } from './printed-number.ts';

describe('the number on a book’s cover', () => {
  it.each([
    ['an ISBN as scanned', '9786024387402', '9786024387402'],
    ['an ISBN as typed', '978-602-438-740-2', '9786024387402'],
    ['an ISSN as scanned', '9770126291003', '0126291'],
    ['an ISSN as scanned with its issue', '977012629100305', '0126291'],
    ['an ISSN as typed', '0126-291X', '0126291'],
  ])('is read from %s', (_, text, number) => {
    expect(printedNumberOf(text)).toBe(number);
  });

  it('is not seen in a shelf mark or in words', () => {
    expect(printedNumberOf('R 310 MUB')).toBeUndefined();
    expect(printedNumberOf('Kabupaten Musi Banyuasin')).toBeUndefined();
  });
});
