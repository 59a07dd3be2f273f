import { describe, expect, it } from '@jest/globals';
import { publishedTallies } from './published-figures.ts';

const shown = (...groups: [received: number, due: number, onTime: number][]) =>
  publishedTallies(
    groups.map(([received, due, onTime]) => ({ received, due, onTime })),
    5,
  );

describe('figures of complaints that may be published', () => {
  it('show groups that are large enough as they are', () => {
    expect(shown([60, 50, 40], [30, 30, 20])).toMatchObject([
      { received: 60, onTime: { numerator: 40, denominator: 50, share: 0.8 } },
      { received: 30, onTime: { numerator: 20, denominator: 30, share: 0.6667 } },
    ]);
  });

  it('hide a small group together with the next one, which the sum would give away', () => {
    expect(shown([40, 40, 20], [8, 8, 0], [2, 2, 1])).toMatchObject([
      { received: 40 },
      { received: null, onTime: { numerator: null, denominator: null, share: null } },
      { received: null, onTime: { numerator: null, denominator: null, share: null } },
    ]);
  });

  it('hide a share from which the few late ones of another group could be told', () => {
    expect(shown([52, 52, 50], [48, 48, 40])).toMatchObject([
      { onTime: { denominator: 52, numerator: null, share: null, atLeast: 0.9231 } },
      { onTime: { denominator: 48, numerator: null, share: null, atLeast: null } },
    ]);
  });
});
