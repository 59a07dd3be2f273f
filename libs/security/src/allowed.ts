import { notAllowed, notSignedIn, type Allow } from '@pst/contracts';
import type { Actor } from './actor.ts';

/** Throws `not-signed-in` (401) or `not-allowed` (403) unless the contract admits the actor. */
export function requireAllowed(allow: Allow, actor: Actor): void {
  if (allow === 'anyone') {
    return;
  }
  if (actor.kind === 'anonymous') {
    throw notSignedIn.error({});
  }
  if (allow !== 'signed-in' && !allow.some((role) => actor.roles.includes(role))) {
    throw notAllowed.error({});
  }
}
