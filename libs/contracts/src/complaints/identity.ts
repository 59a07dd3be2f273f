import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';
import { handlers, reporterContact } from './requests.ts';

/** What a reporter's identity is read for: a code, so that no line of the log tells of a person. */
export const identityReason = z
  .enum(['contact-reporter', 'check-identity', 'hand-over', 'required-by-law'])
  .meta({ id: 'IdentityReason' });

/** What was read: the reporter, or words that were taken out because they tell of a person. */
export const identityShown = z.enum(['reporter', 'original-words']).meta({ id: 'IdentityShown' });

/** Who the reporter is, and how they are reached; each reading stands in a log from then on. */
export const readReporter = defineRequest('complaints.read-reporter', {
  allow: handlers,
  request: z.strictObject({ complaintId: id, reason: identityReason }).meta({ id: 'ReadReporter' }),
  reply: z.object({ contact: reporterContact }),
});

/** The readings, newest first; those of a case that is about whoever asks are not among them. */
export const listIdentityReads = defineRequest('complaints.list-identity-reads', {
  allow: ['head', 'admin'],
  request: paging,
  reply: pageOf(
    z
      .object({
        id,
        complaintId: id,
        number: z.string(),
        accountId: id,
        shown: identityShown,
        reason: identityReason,
        at: instant,
      })
      .meta({ id: 'IdentityRead' }),
  ),
});
