import { describe, expect, it } from '@jest/globals';
import { publishedShare } from './publishable.ts';

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
