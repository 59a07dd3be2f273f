import type { ReplyOf, searchPages } from '@pst/contracts';
import { ask, query } from '../gateway/gateway.ts';

type Found = ReplyOf<typeof searchPages>;
const AT_ONCE = 100;

/** Pages of a book on which the catalogue knows the words to be, in the order of the book. */
export async function* indexedPages(
  publicationId: string,
  sought: string,
  signal: AbortSignal,
): AsyncGenerator<Found['items'][number]> {
  let cursor: string | undefined;
  do {
    const parameters = query({ q: sought, limit: AT_ONCE, cursor });
    const found: Found = await ask(`/v1/publications/${publicationId}/pages${parameters}`, {
      signal,
    });
    yield* found.items;
    cursor = found.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
