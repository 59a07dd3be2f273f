import { describe, expect, it } from '@jest/globals';
import { ELEMENTS, gradeOf, ikmOf, requiredSample } from './ikm.ts';

const all = (responses: number, sum: number) =>
  Object.fromEntries(ELEMENTS.map((element) => [element, { responses, sum }]));

describe('the satisfaction index', () => {
  it('is exactly 100 when everybody gives the highest score, and 25 for the lowest', () => {
    expect(ikmOf(all(7, 28))).toBe(100);
    expect(ikmOf(all(7, 7))).toBe(25);
  });

  it('puts a mean of 3.5324 at 88.31 and so in class A, where 0.111 would make it a B', () => {
    const ikm = ikmOf(all(10_000, 35_324));
    expect(ikm).toBe(88.31);
    expect(gradeOf(ikm ?? 0)).toBe('A');
  });

  it('rounds half up before it classifies', () => {
    // 25 / 9 x 31.7898 = 88.305, which lies between the printed classes.
    const tallies = { ...all(10_000, 35_322), time: { responses: 10_000, sum: 35_322 } };
    expect(ikmOf(tallies)).toBe(88.31);
  });

  it('weighs every element alike however many answered it', () => {
    const tallies = { ...all(1, 4), fee: { responses: 100, sum: 100 } };
    expect(ikmOf(tallies)).toBe(91.67);
  });

  it('is unknown while an element has no answer', () => {
    expect(ikmOf({ ...all(3, 9), complaints: { responses: 0, sum: 0 } })).toBeNull();
  });

  it.each([
    [88.31, 'A'],
    [88.3, 'B'],
    [76.61, 'B'],
    [76.6, 'C'],
    [65, 'C'],
    [64.99, 'D'],
  ] as const)('of %d is class %s', (ikm, grade) => {
    expect(gradeOf(ikm)).toBe(grade);
  });
});

describe('the sample by Krejcie and Morgan', () => {
  it.each([
    [10, 10],
    [15, 14],
    [50, 44],
    [100, 80],
    [220, 140],
    [400, 196],
    [1_000, 278],
    [10_000, 370],
  ])('of a population of %d is %d', (population, sample) => {
    expect(requiredSample(population)).toBe(sample);
  });
});
