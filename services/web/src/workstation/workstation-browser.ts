import type { authenticateDevice, readWorkstationSession, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask, Problem } from '../gateway/gateway.ts';

/** Which desk PC this browser stands on: of the furniture, not of a person. */
const PLACE = 'pst-workstation';
/** A visitor's session was opened here, so there may be something of theirs to clear away. */
const USED = 'pst-workstation-used';

export const placeOfBrowser = () => localStorage.getItem(PLACE) ?? undefined;
export const setPlaceOfBrowser = (workstationId: string) =>
  localStorage.setItem(PLACE, workstationId);
export const isUsed = () => localStorage.getItem(USED) !== null;
export const markUsed = () => localStorage.setItem(USED, 'yes');

/**
 * The browser is enrolled as a desk PC, and need not be told which one it is.
 *
 * @throws Problem when the gateway has not said
 */
export async function isOwnDevice(): Promise<boolean> {
  try {
    const { kind } = await ask<ReplyOf<typeof authenticateDevice>>('/v1/device-session');
    return kind === 'workstation';
  } catch (error) {
    if (error instanceof Problem && !error.unanswered) {
      return false;
    }
    throw error;
  }
}

/** The visit attached to this browser; asked only where one can be. */
export const useWorkstationSession = (enabled = true) =>
  useQuery<ReplyOf<typeof readWorkstationSession>, Problem>({
    queryKey: ['workstation-session'],
    queryFn: () => ask('/v1/workstation-session'),
    refetchInterval: 3_000,
    enabled,
  });

/**
 * Ends the session and leaves nothing of the visitor: account, cookies, storages, kept pages. Only which
 * PC this is stays. The page is loaded anew, so that its memory is empty too.
 *
 * @throws Problem when the gateway cannot be reached; then the visitor is told, and nothing is hidden
 */
export async function leaveNoTrace(): Promise<void> {
  const place = placeOfBrowser();
  await ask('/v1/workstation-session', { method: 'DELETE' });
  sessionStorage.clear();
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) {
    if (name !== undefined) {
      indexedDB.deleteDatabase(name);
    }
  }
  window.location.replace(place === undefined ? '/komputer' : `/komputer?pc=${place}`);
}
