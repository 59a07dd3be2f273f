import type { PublishedShare, Share } from '@pst/contracts';

/** Nothing and enough may be said; what lies between would speak of persons. */
export const isSmall = (count: number, smallest: number) => count > 0 && count < smallest;

/** A count as the public may see it: null when it is small. */
export function publishedCount(count: number, smallest: number): number | null {
  return isSmall(count, smallest) ? null : count;
}

/**
 * The counts of one table whose sum is published too. Small ones are hidden (null); where what is hidden
 * could still be told from the sum, the next smallest goes with it.
 */
export function publishedCounts(counts: readonly number[], smallest: number): (number | null)[] {
  const bySize = [...counts.entries()]
    .filter(([, count]) => count > 0)
    .toSorted(([, one], [, other]) => one - other);
  const hidden = new Map(bySize.filter(([, count]) => isSmall(count, smallest)));
  const sum = () => [...hidden.values()].reduce((total, count) => total + count, 0);
  for (const [place, count] of bySize) {
    if (hidden.size === 0 || (hidden.size > 1 && sum() >= smallest)) {
      break;
    }
    hidden.set(place, count);
  }
  return counts.map((count, place) => (hidden.has(place) ? null : count));
}

/**
 * A share as the public may see it. With few on either side the share would give their number away; a
 * bound, such as "at least 96 %", says as much as may be said.
 */
export function publishedShare(
  { numerator, denominator, share }: Share,
  smallest: number,
): PublishedShare {
  const nothing = { numerator: null, share: null, atLeast: null, atMost: null };
  if (isSmall(denominator, smallest)) {
    return { ...nothing, denominator: null };
  }
  const rounded = (part: number) => Math.round((part / denominator) * 10_000) / 10_000;
  if (isSmall(denominator - numerator, smallest)) {
    return {
      ...nothing,
      denominator,
      atLeast: rounded(Math.max(0, denominator - smallest + 1)),
    };
  }
  if (isSmall(numerator, smallest)) {
    return { ...nothing, denominator, atMost: rounded(Math.min(denominator, smallest - 1)) };
  }
  return { numerator, denominator, share, atLeast: null, atMost: null };
}

/**
 * How many answers of a quarter, or cases of a month, the public may know of. While it runs they are published in
 * groups of the smallest count: who compares the figures before and after one visitor left the desk
 * learns nothing of that visitor. Over, it is published whole, or not at all when it is small.
 */
export function publishedAnswers(answers: number, smallest: number, over: boolean): number {
  if (over) {
    return answers < smallest ? 0 : answers;
  }
  return answers - (answers % smallest);
}
