import { notAllowed } from '@pst/contracts';
import type { Caller } from '@pst/security';

/** The device that asks. */
export function deviceIdOf({ actor }: Caller): string {
  if (actor.kind !== 'device') {
    throw notAllowed.error({});
  }
  return actor.id;
}
