import { describe, expect, it } from '@jest/globals';
import { publishedCount, publishedCounts } from './publishable.ts';

describe('counts that may be published', () => {
  it.each([
    [0, 0],
    [1, null],
    [4, null],
    [5, 5],
  ])('show %d as %p', (count, shown) => {
    expect(publishedCount(count, 5)).toBe(shown);
  });

  it('hide a small one together with the next smallest, which the total would give away', () => {
    expect(publishedCounts([20, 3, 9, 0], 5)).toEqual([20, null, null, 0]);
  });

  it('hide no more when the hidden ones cover each other', () => {
    expect(publishedCounts([3, 4, 9], 5)).toEqual([null, null, 9]);
  });

  it('hide a third one when two are so small that their sum is', () => {
    expect(publishedCounts([1, 2, 9], 5)).toEqual([null, null, null]);
  });
});
