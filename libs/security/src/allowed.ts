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
  if (!admits(allow, actor)) {
    throw notAllowed.error({});
  }
}

function admits(allow: Exclude<Allow, 'anyone'>, actor: Exclude<Actor, { kind: 'anonymous' }>) {
  if (allow === 'signed-in') {
    return actor.kind === 'account';
  }
  const held = actor.kind === 'account' ? actor.roles : [`device:${actor.device}` as const];
  return held.some((one) => allow.includes(one));
}

/** The contract names devices, not only people: a device's own credential is looked at first. */
export function admitsDevices(allow: Allow): boolean {
  return Array.isArray(allow) && allow.some((one: string) => one.startsWith('device:'));
}
