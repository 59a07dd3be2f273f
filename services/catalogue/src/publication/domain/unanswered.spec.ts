import { describe, expect, it } from '@jest/globals';
import { unansweredWords } from './unanswered.ts';

describe('a search that found nothing', () => {
  it('is noted by its words, however they are written', () => {
    expect(unansweredWords('  Harga   KEMIRI, 2024 ')).toBe('harga kemiri 2024');
  });

  it.each(['1606040101900001', '0812-3456-7890', 'siti@contoh.id', '?!', 'x'.repeat(101)])(
    'is not noted when it is %s',
    (text) => {
      expect(unansweredWords(text)).toBeUndefined();
    },
  );
});
