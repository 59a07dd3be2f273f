import { describe, expect, it } from '@jest/globals';
import { withoutWords } from './without-words.ts';

describe('a text without some of its words', () => {
  it.each([
    ['Kenari di loket 2 kasar. KENARI!', ['Kenari'], '[…] di loket 2 kasar. […]!'],
    ['Hubungi 0812-3456-789.', ['0812-3456-789'], 'Hubungi […].'],
    ['Kenari Biru dan Kenari', ['Kenari', 'Kenari Biru'], '[…] dan […]'],
    ['Kenari Merah Putih', ['Kenari Merah', 'Merah Putih'], '[…]'],
    ['Kenari, Murai', ['Kenari', 'Murai'], '[…], […]'],
    ['aaa b', ['aa'], '[…] b'],
    ['Bayar (Rp5.000) ke A+B?', ['(Rp5.000)', 'A+B?'], 'Bayar […] ke […]'],
    ['Ruang 😀 panas', ['😀'], 'Ruang […] panas'],
    ['Tidak ada', [], 'Tidak ada'],
  ])('%j without %j is %j', (text, words, left) => {
    expect(withoutWords(text, words)).toBe(left);
  });

  it('is none when a word of them is not in it', () => {
    expect(withoutWords('Kenari kasar', ['Kenari', 'Murai'])).toBeUndefined();
  });

  it('does not take a word for a pattern', () => {
    expect(withoutWords('Kenari kasar', ['.*'])).toBeUndefined();
  });
});
