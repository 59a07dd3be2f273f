import type { PublishedShare, Share } from '@pst/contracts';

interface Cell {
  readonly code: string;
  readonly visits: number;
}

/** Nothing and enough may be said; what lies between would speak of persons. */
const isSmall = (count: number, smallest: number) => count > 0 && count < smallest;

/** A count as the public may see it: null when it is small. */
export function publishedCount(count: number, smallest: number): number | null {
  return isSmall(count, smallest) ? null : count;
}

/**
 * The cells of one table whose sum is published too. Small cells are hidden; where what is hidden could
 * still be told from the sum, the next smallest cell goes with it.
 */
export function publishedCells(
  cells: readonly Cell[],
  smallest: number,
): { code: string; visits: number | null }[] {
  const bySize = cells.filter(({ visits }) => visits > 0).toSorted((a, b) => a.visits - b.visits);
  const hidden = new Set(bySize.filter(({ visits }) => isSmall(visits, smallest)));
  const sum = () => [...hidden].reduce((total, { visits }) => total + visits, 0);
  for (const cell of bySize) {
    if (hidden.size === 0 || (hidden.size > 1 && sum() >= smallest)) {
      break;
    }
    hidden.add(cell);
  }
  return cells.map((cell) => ({
    code: cell.code,
    visits: hidden.has(cell) ? null : cell.visits,
  }));
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
