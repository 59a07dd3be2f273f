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
