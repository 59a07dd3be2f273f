import { surveyElement } from '@pst/contracts';
import type { OfficeProfile } from '@pst/service-standard';

type Policy = OfficeProfile['policies']['survey'];

/** The nine elements of PermenPANRB 14/2017, by name: their printed order differs between editions. */
export const ELEMENTS = surveyElement.options;
export type Element = (typeof ELEMENTS)[number];

/** Answers to one element: how many, and the sum of their scores (1 to 4 each). */
export interface Tally {
  readonly responses: number;
  readonly sum: number;
}

export type Tallies = Readonly<Partial<Record<Element, Tally>>>;
export type Grade = 'A' | 'B' | 'C' | 'D';

/**
 * The satisfaction index: the mean of the nine element means times 25, between 25.00 and 100.00, or
 * null while an element has no answer. Weighted by exactly 1/9 and rounded half up to two decimals
 * before anything is classified: the customary 0.111 would make 99.90 of a perfect score.
 *
 * Source: PermenPANRB 14/2017; service-domain 1.2.
 */
export function ikmOf(tallies: Tallies): number | null {
  return weighted(tallies, 1n, 9n);
}

/**
 * The index as older reports have it, which wrote the weight 1/9 as a decimal such as `0.111`: for
 * comparing with them, never to be published or classified.
 */
export function ikmForReconciliation(tallies: Tallies, weight: string): number | null {
  const decimals = weight.slice(2);
  return weighted(tallies, BigInt(decimals), 10n ** BigInt(decimals.length));
}

/** `weight` times the sum of the element means times 25, in fractions until the last rounding. */
function weighted(tallies: Tallies, weight: bigint, by: bigint): number | null {
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
  return roundedHalfUp(numerator * weight * 25n, denominator * by);
}

/** The tallies of several periods as those of one. */
export function addedUp(periods: readonly Tallies[]): Tallies {
  return Object.fromEntries(
    ELEMENTS.map((element) => [
      element,
      periods.reduce<Tally>(
        ({ responses, sum }, { [element]: tally }) => ({
          responses: responses + (tally?.responses ?? 0),
          sum: sum + (tally?.sum ?? 0),
        }),
        { responses: 0, sum: 0 },
      ),
    ]),
  );
}

/** The mean score of one element, rounded half up to two decimals; null without answers. */
export function meanOf(tally: Tally | undefined): number | null {
  return tally === undefined || tally.responses === 0
    ? null
    : roundedHalfUp(BigInt(tally.sum), BigInt(tally.responses));
}

/** A ninth of an element's mean, to three decimals as reports print it; the index is not made of these. */
export function weightedMeanOf(tally: Tally | undefined): number | null {
  return tally === undefined || tally.responses === 0
    ? null
    : roundedHalfUp(BigInt(tally.sum), BigInt(tally.responses) * 9n, 1000n);
}

/** An element's mean on the scale of the index, 25.00 to 100.00. */
export function valueOf(tally: Tally | undefined): number | null {
  return tally === undefined || tally.responses === 0
    ? null
    : roundedHalfUp(BigInt(tally.sum) * 25n, BigInt(tally.responses));
}

/** The elements with the lowest means, lowest first; equal ones in the order of the list. */
export function lowestOf(tallies: Tallies, most: number): Element[] {
  const mean = ({ sum, responses }: Tally) => sum / responses;
  return ELEMENTS.flatMap((element) => {
    const tally = tallies[element];
    return tally === undefined || tally.responses === 0 ? [] : [{ element, mean: mean(tally) }];
  })
    .toSorted((one, other) => one.mean - other.mean)
    .slice(0, most)
    .map(({ element }) => element);
}

/** To two decimals unless told: one half of the last place is added, and the rest is cut off. */
function roundedHalfUp(numerator: bigint, denominator: bigint, places = 100n): number {
  return Number((numerator * places * 2n + denominator) / (denominator * 2n)) / Number(places);
}

/** Class of a rounded index. */
export function gradeOf(ikm: number, { A, B, C }: Policy['gradesFrom']): Grade {
  if (ikm >= A) {
    return 'A';
  }
  if (ikm >= B) {
    return 'B';
  }
  return ikm >= C ? 'C' : 'D';
}

/** Respondents needed of a population, by Krejcie and Morgan (1970). */
export function requiredSample(
  population: number,
  { chiSquare, proportion, error }: Policy['sample'],
): number {
  const spread = chiSquare * proportion * (1 - proportion);
  return Math.round((spread * population) / (error ** 2 * (population - 1) + spread));
}
