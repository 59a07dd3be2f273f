import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  publishedAnswers,
  publishedCount,
  publishedCounts,
  publishedShare,
} from './publishable.ts';

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

const share = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  share: denominator === 0 ? null : numerator / denominator,
});

describe('a share that may be published', () => {
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

describe('a quarter of answers', () => {
  it('is published in groups of five while it runs, and whole once it is over', () => {
    expect([0, 4, 5, 9, 12].map((n) => publishedAnswers(n, 5, false))).toEqual([0, 0, 5, 5, 10]);
    expect([0, 4, 5, 9, 12].map((n) => publishedAnswers(n, 5, true))).toEqual([0, 0, 5, 9, 12]);
  });

  it('never tells of one more answer by itself while it runs', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 2, max: 20 }), (answers, smallest) => {
        const before = publishedAnswers(answers, smallest, false);
        const after = publishedAnswers(answers + 1, smallest, false);
        expect([0, smallest]).toContain(after - before);
      }),
    );
  });
});
