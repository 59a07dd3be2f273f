import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publishedAnswers, quarterOf } from './quarter.ts';

describe('a quarter', () => {
  it.each([
    ['2026-01-01', '2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-06-30', '2026-Q2', '2026-04-01', '2026-06-30'],
    ['2026-07-01', '2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
  ])('holds %s: %s, from %s to %s', (date, quarter, from, to) => {
    expect(quarterOf(date)).toEqual({ quarter, from, to });
  });

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
