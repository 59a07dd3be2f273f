import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ELEMENTS,
  gradeOf,
  ikmForReconciliation,
  ikmOf,
  meanOf,
  requiredSample,
  type Tallies,
} from './ikm.ts';

const GRADES = { A: 88.31, B: 76.61, C: 65 };
const SAMPLE = { chiSquare: 3.841, proportion: 0.5, error: 0.05 };

const all = (responses: number, sum: number) =>
  Object.fromEntries(ELEMENTS.map((element) => [element, { responses, sum }]));

const talliesOf = (questionnaires: readonly (readonly number[])[]): Tallies =>
  Object.fromEntries(
    ELEMENTS.map((element, index) => [
      element,
      {
        responses: questionnaires.length,
        sum: questionnaires.reduce((sum, scores) => sum + (scores[index] ?? 0), 0),
      },
    ]),
  );
const score = fc.integer({ min: 1, max: 4 });
const questionnaire = fc.array(score, { minLength: ELEMENTS.length, maxLength: ELEMENTS.length });
const questionnaires = fc.array(questionnaire, { minLength: 1, maxLength: 40 });

describe('the satisfaction index', () => {
  it('is exactly 100 when everybody gives the highest score, and 25 for the lowest', () => {
    expect(ikmOf(all(7, 28))).toBe(100);
    expect(ikmOf(all(7, 7))).toBe(25);
  });

  it('puts a mean of 3.5324 at 88.31 and so in class A, where 0.111 would make it a B', () => {
    const tallies = all(10_000, 35_324);
    expect(ikmOf(tallies)).toBe(88.31);
    expect(gradeOf(88.31, GRADES)).toBe('A');
    expect(ikmForReconciliation(tallies, '0.111')).toBe(88.22);
    expect(gradeOf(88.22, GRADES)).toBe('B');
  });

  it('of older reports is 99.90 or 99.00 at best, by how they wrote 1/9', () => {
    expect(ikmForReconciliation(all(7, 28), '0.111')).toBe(99.9);
    expect(ikmForReconciliation(all(7, 28), '0.11')).toBe(99);
  });

  it('rounds half up before it classifies', () => {
    // 3.5322 x 25 is exactly 88.305, which lies between the printed classes.
    expect(ikmOf(all(10_000, 35_322))).toBe(88.31);
    expect(ikmOf({ ...all(10_000, 35_322), time: { responses: 10_000, sum: 35_321 } })).toBe(88.3);
  });

  it('weighs every element alike however many answered it', () => {
    const tallies = { ...all(1, 4), fee: { responses: 100, sum: 100 } };
    expect(ikmOf(tallies)).toBe(91.67);
  });

  it('is unknown while an element has no answer', () => {
    expect(ikmOf({ ...all(3, 9), complaints: { responses: 0, sum: 0 } })).toBeNull();
    expect(ikmOf({})).toBeNull();
  });

  it('lies between 25 and 100, whoever answers what', () => {
    fc.assert(
      fc.property(questionnaires, (given) => {
        const ikm = ikmOf(talliesOf(given));
        expect(ikm).toBeGreaterThanOrEqual(25);
        expect(ikm).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('is the sum of all scores in whole numbers, rounded once', () => {
    fc.assert(
      fc.property(questionnaires, (given) => {
        const total = given.flat().reduce((sum, each) => sum + each, 0);
        const half = given.length * ELEMENTS.length;
        // Hundredths of 25 x total / (9 n), with the half added before the cut.
        const hundredths = Math.floor((2_500 * total * 2 + half) / (half * 2));
        expect(ikmOf(talliesOf(given))).toBe(hundredths / 100);
      }),
    );
  });

  it('never falls when one score rises, and takes no notice of who came first', () => {
    fc.assert(
      fc.property(questionnaires, fc.nat(ELEMENTS.length - 1), (given, place) => {
        const [first = [], ...others] = given;
        const happier = first.map((each, index) =>
          index === place ? Math.min(4, each + 1) : each,
        );
        const before = ikmOf(talliesOf(given)) ?? 0;
        expect(ikmOf(talliesOf([happier, ...others]))).toBeGreaterThanOrEqual(before);
        expect(ikmOf(talliesOf(given.toReversed()))).toBe(before);
      }),
    );
  });

  it.each([
    [100, 'A'],
    [88.31, 'A'],
    [88.3, 'B'],
    [76.61, 'B'],
    [76.6, 'C'],
    [65, 'C'],
    [64.99, 'D'],
    [25, 'D'],
  ] as const)('of %d is class %s', (ikm, grade) => {
    expect(gradeOf(ikm, GRADES)).toBe(grade);
  });
});

describe('the mean of an element', () => {
  it('is rounded half up too, where floating point would fall short', () => {
    // 1.005 is stored as 1.00499…
    expect(meanOf({ responses: 200, sum: 201 })).toBe(1.01);
    expect(meanOf({ responses: 0, sum: 0 })).toBeNull();
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
    expect(requiredSample(population, SAMPLE)).toBe(sample);
  });

  it('never asks for more persons than there are, nor for fewer of more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (population) => {
        const sample = requiredSample(population, SAMPLE);
        expect(sample).toBeLessThanOrEqual(population);
        expect(requiredSample(population + 1, SAMPLE)).toBeGreaterThanOrEqual(sample);
      }),
    );
  });
});
