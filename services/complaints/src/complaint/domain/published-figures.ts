import type { PublishedShare } from '@pst/contracts';
import { publishedCounts, publishedShare } from '@pst/service-standard';

/** How many cases there were, how many of their promises are settled or broken, and how many were kept. */
export interface Tally {
  readonly received: number;
  readonly due: number;
  readonly onTime: number;
}

export interface PublishedTally {
  readonly received: number | null;
  readonly onTime: PublishedShare;
}

/** Kept among due; null while nothing is due. */
export const shareOf = ({ due, onTime }: Pick<Tally, 'due' | 'onTime'>) => ({
  numerator: onTime,
  denominator: due,
  share: due === 0 ? null : Math.round((onTime / due) * 10_000) / 10_000,
});

/**
 * The groups of one table whose sums are published too. A share that is small enough by itself is hidden
 * as well where the other groups and the sum would give away the one of a small group.
 */
export function publishedTallies(groups: readonly Tally[], smallest: number): PublishedTally[] {
  const column = (of: (group: Tally) => number) => publishedCounts(groups.map(of), smallest);
  const received = column((group) => group.received);
  const due = column((group) => group.due);
  const kept = column(({ onTime }) => onTime);
  const broken = column((group) => group.due - group.onTime);
  const nothing = { numerator: null, share: null, atLeast: null, atMost: null };
  return groups.map((group, place) => {
    const shown = publishedShare(shareOf(group), smallest);
    const denominator = due[place] ?? null;
    if (denominator === null) {
      return { received: received[place] ?? null, onTime: { ...nothing, denominator } };
    }
    const betrays = shown.share !== null && (kept[place] === null || broken[place] === null);
    return {
      received: received[place] ?? null,
      onTime: betrays ? { ...nothing, denominator } : shown,
    };
  });
}
