import { notAllowed } from '@pst/contracts';
import type { Caller } from '@pst/security';

/** The account that handles: roles admit nobody without one. */
export function handlerOf({ actor }: Caller): string {
  if (actor.kind !== 'account') {
    throw notAllowed.error({});
  }
  return actor.id;
}
