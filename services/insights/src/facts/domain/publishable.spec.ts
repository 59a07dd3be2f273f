import { describe, expect, it } from '@jest/globals';
import { publishedCells, publishedCount, publishedShare } from './publishable.ts';

const share = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  share: denominator === 0 ? null : numerator / denominator,
});

describe('what may be published', () => {
  it.each([
    [0, 0],
    [1, null],
    [4, null],
    [5, 5],
  ])('shows a count of %d as %p', (count, shown) => {
    expect(publishedCount(count, 5)).toBe(shown);
  });

  it('hides a small cell together with the next smallest, which the total would give away', () => {
    const cells = [
      { code: 'reading', visits: 20 },
      { code: 'data', visits: 3 },
      { code: 'consulting', visits: 9 },
      { code: 'other', visits: 0 },
    ];
    expect(publishedCells(cells, 5)).toEqual([
      { code: 'reading', visits: 20 },
      { code: 'data', visits: null },
      { code: 'consulting', visits: null },
      { code: 'other', visits: 0 },
    ]);
  });

  it('hides no more when the hidden cells cover each other', () => {
    const cells = [
      { code: 'a', visits: 3 },
      { code: 'b', visits: 4 },
      { code: 'c', visits: 9 },
    ];
    expect(publishedCells(cells, 5).map(({ visits }) => visits)).toEqual([null, null, 9]);
  });

  it('hides a third cell when two are so small that their sum is', () => {
    const cells = [
      { code: 'a', visits: 1 },
      { code: 'b', visits: 2 },
      { code: 'c', visits: 9 },
    ];
    expect(publishedCells(cells, 5).map(({ visits }) => visits)).toEqual([null, null, null]);
  });

  it('shows a share that betrays nobody as it is', () => {
    expect(publishedShare(share(90, 100), 5)).toEqual({
      numerator: 90,
      denominator: 100,
      share: 0.9,
      atLeast: null,
      atMost: null,
    });
    expect(publishedShare(share(100, 100), 5)).toMatchObject({ numerator: 100, share: 1 });
    expect(publishedShare(share(0, 0), 5)).toMatchObject({ denominator: 0, share: null });
  });

  it('gives a bound where few were late, or few in time', () => {
    expect(publishedShare(share(98, 100), 5)).toMatchObject({
      denominator: 100,
      numerator: null,
      share: null,
      atLeast: 0.96,
    });
    expect(publishedShare(share(2, 100), 5)).toMatchObject({ numerator: null, atMost: 0.04 });
  });

  it('shows nothing of a handful', () => {
    expect(publishedShare(share(3, 4), 5)).toEqual({
      numerator: null,
      denominator: null,
      share: null,
      atLeast: null,
      atMost: null,
    });
  });
});
