import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publishedAnswers } from './published-answers.ts';

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
