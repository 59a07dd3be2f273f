import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id } from '../paging.ts';
import { deskComplaint, handlers } from './requests.ts';

/** What two reports are taken apart for: a code, as the note of it stays in the case. */
export const unmergeReason = z
  .enum(['another-matter', 'needs-own-answer', 'reporter-asked', 'merged-by-mistake'])
  .meta({ id: 'UnmergeReason' });

/** Handles a case together with another about the same thing; each keeps its reporter, thread and dates. */
export const mergeComplaint = defineRequest('complaints.merge-complaint', {
  allow: handlers,
  request: z
    .strictObject({
      complaintId: id,
      intoId: id.describe('The lead, or a case that is merged into it'),
    })
    .meta({ id: 'MergeComplaint' }),
  reply: deskComplaint,
});

export const unmergeComplaint = defineRequest('complaints.unmerge-complaint', {
  allow: handlers,
  request: z
    .strictObject({ complaintId: id, reason: unmergeReason })
    .meta({ id: 'UnmergeComplaint' }),
  reply: deskComplaint,
});
