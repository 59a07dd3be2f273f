import type { CheckIn } from '@pst/contracts';
import type { Priority } from './visit-log.ts';

/**
 * Who goes first, and why: what the visitor asks for, else what their answers say, so that nobody is
 * asked twice. Only the year of birth is known; who turns old enough this year goes first.
 */
export function priorityOf(
  entry: Pick<CheckIn, 'priority' | 'disability' | 'birthYear'>,
  businessYear: number,
  elderlyFromAge: number,
): Priority | null {
  if (entry.priority !== undefined) {
    return entry.priority;
  }
  if (entry.disability !== 'none') {
    return 'disabled';
  }
  return businessYear - entry.birthYear >= elderlyFromAge ? 'elderly' : null;
}
