import type { readPosition, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useMe } from '../gateway/office.ts';

/** Turning pages is not reading them. */
const READING_MS = 1_500;
const address = (id: string) => `/v1/publications/${encodeURIComponent(id)}/reading-position`;

/** The page where the reader stopped last time; null where there is none, undefined until it is known. */
export function usePlaceLeft(id: string): number | null | undefined {
  const me = useMe();
  const place = useQuery<ReplyOf<typeof readPosition>, Problem>({
    queryKey: ['reading-position', id],
    enabled: Boolean(me.data),
    queryFn: () => ask(address(id)),
    // The next reading begins where this one ends.
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const asking = me.isPending || (Boolean(me.data) && place.isPending);
  return asking ? undefined : (place.data?.page ?? null);
}

/** Keeps the page on which the reader stays, with their account. */
export function useKeptPlace(id: string, page: number, reading: boolean): void {
  const me = useMe();
  const known = Boolean(me.data) && reading;
  useEffect(() => {
    if (!known) {
      return;
    }
    const stay = setTimeout(() => {
      // Not worth a word when it fails: the next page is kept again.
      ask(address(id), { method: 'PUT', body: { page } }).catch(() => undefined);
    }, READING_MS);
    return () => clearTimeout(stay);
  }, [id, page, known]);
}
