import type { RequestOf, answerSurvey } from '@pst/contracts';

export type Element = keyof NonNullable<RequestOf<typeof answerSurvey>['elements']>;

/** The nine elements of PermenPANRB 14/2017, by name: their printed order differs between editions. */
export const ELEMENTS: readonly Element[] = [
  'requirements',
  'procedure',
  'time',
  'fee',
  'product',
  'competence',
  'behaviour',
  'facilities',
  'complaints',
];

/** Answers to one element: how many, and the sum of their scores (1 to 4 each). */
export interface Tally {
  readonly responses: number;
  readonly sum: number;
}

export type Grade = 'A' | 'B' | 'C' | 'D';

/**
 * The satisfaction index: the mean of the nine element means times 25, between 25.00 and 100.00, or
 * null while an element has no answer. Weighted by exactly 1/9 and rounded half up to two decimals
 * before anything is classified: the customary 0.111 would make 99.90 of a perfect score.
 *
 * Source: PermenPANRB 14/2017; service-domain 1.2.
 */
export function ikmOf(tallies: Readonly<Partial<Record<Element, Tally>>>): number | null {
  let numerator = 0n;
  let denominator = 1n;
  for (const element of ELEMENTS) {
    const tally = tallies[element];
    if (tally === undefined || tally.responses === 0) {
      return null;
    }
    const responses = BigInt(tally.responses);
    numerator = numerator * responses + BigInt(tally.sum) * denominator;
    denominator *= responses;
  }
  // Hundredths of the index: 25 / 9 of the sum of means, times 100; `+ half` rounds half up.
  const over = denominator * 9n;
  const hundredths = (numerator * 2500n * 2n + over) / (over * 2n);
  return Number(hundredths) / 100;
}

/** Class of a rounded index (PermenPANRB 14/2017: 88.31, 76.61 and 65.00). */
export function gradeOf(ikm: number): Grade {
  if (ikm >= 88.31) {
    return 'A';
  }
  if (ikm >= 76.61) {
    return 'B';
  }
  return ikm >= 65 ? 'C' : 'D';
}

/** Respondents needed of a population by Krejcie and Morgan (chi-square 3.841, P = 0.5, d = 0.05). */
export function requiredSample(population: number): number {
  const spread = 3.841 * 0.25;
  return Math.round((spread * population) / (0.0025 * (population - 1) + spread));
}
