import { describe, expect, it } from '@jest/globals';
import { quarterOf } from './quarter.ts';

describe('a quarter', () => {
  it.each([
    ['2026-01-01', '2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-06-30', '2026-Q2', '2026-04-01', '2026-06-30'],
    ['2026-07-01', '2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
  ])('holds %s: %s, from %s to %s', (date, quarter, from, to) => {
    expect(quarterOf(date)).toEqual({ quarter, from, to });
  });
});
