import { notSignedIn } from '@pst/contracts';
import type { Actor, Caller } from '@pst/security';

/** The caller's account; the contract has let in nobody without one. */
export function signedInAccount({ actor }: Caller): Extract<Actor, { kind: 'account' }> {
  if (actor.kind !== 'account') {
    throw notSignedIn.error({});
  }
  return actor;
}
