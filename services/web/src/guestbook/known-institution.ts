import type { ReplyOf, suggestInstitutions } from '@pst/contracts';
import { ask } from '../gateway/gateway.ts';

/** An institution whose name may be shown to everybody. */
export type KnownInstitution = ReplyOf<typeof suggestInstitutions>['items'][number];

/** Letters that are worth asking about, and how long nothing more must be typed before. */
export const SHORTEST = 2;
export const PAUSE_MS = 150;

/** Approved names that the typed one may mean, likeliest first. */
export async function suggestedFor(
  typed: string,
  signal: AbortSignal,
): Promise<readonly KnownInstitution[]> {
  const q = new URLSearchParams({ q: typed }).toString();
  const { items } = await ask<ReplyOf<typeof suggestInstitutions>>(`/v1/institutions?${q}`, {
    signal,
  });
  return items;
}
