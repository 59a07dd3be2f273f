import type { authenticateDevice, ReplyOf } from '@pst/contracts';
import { ask, Problem } from '../gateway/gateway.ts';

const MARK = '#perangkat=';
/** Where a device of each kind is at home. */
export const HOMES = { kiosk: '/kios', board: '/papan', workstation: '/komputer' } as const;

/** The address that makes a browser a device: the token stands in the fragment, which no server sees. */
export const enrolmentAddress = (kind: keyof typeof HOMES, token: string) =>
  new URL(`${HOMES[kind]}${MARK}${token}`, window.location.href).href;

/**
 * Takes a device's token out of the address, where the page was opened with one: the gateway keeps it in
 * a cookie that scripts cannot read, and address and history forget it.
 */
export async function enrolFromAddress(): Promise<void> {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith(MARK)) {
    return;
  }
  history.replaceState(null, '', pathname + search);
  try {
    await ask<ReplyOf<typeof authenticateDevice>>('/v1/device-session', {
      method: 'POST',
      body: { token: hash.slice(MARK.length) },
    });
  } catch (error) {
    // The page that opens next says by itself that it is no device; a reason helps nobody there.
    if (!(error instanceof Problem)) {
      throw error;
    }
  }
}
