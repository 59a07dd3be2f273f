import type { PublishedShare, Share } from '@pst/contracts';
import { isSmall } from '@pst/service-standard';

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
