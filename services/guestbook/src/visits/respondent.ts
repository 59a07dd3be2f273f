import { createHash } from 'node:crypto';
import { quarterOf } from '@pst/service-standard';
import type { Visit } from './domain/visit.ts';

/**
 * Stands for the visitor's contact within one quarter, for who asks nobody twice. The index it is made
 * of is keyed and never leaves the guestbook, so neither the contact nor another quarter follows from it.
 */
export function respondentOf(visit: Visit): { respondent?: string } {
  const index = visit.emailIndex ?? visit.phoneIndex;
  if (index === null) {
    return {};
  }
  const { quarter } = quarterOf(visit.businessDate);
  return { respondent: createHash('sha256').update(`${quarter}|${index}`).digest('base64url') };
}
