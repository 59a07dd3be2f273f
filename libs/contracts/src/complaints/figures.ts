import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { publishedShare } from '../insights/figures.ts';
import { complaintDeadline } from './requests.ts';

const publishedCount = z.number().int().nullable().describe('Null when it would speak of persons');
const group = z.object({
  code: z.string(),
  received: publishedCount,
  onTime: publishedShare.describe('Of those answered in the matter, or late with it'),
});

/** What a year brought and how it was answered, for everybody; nothing of a case or a person. */
export const readComplaintFigures = defineRequest('complaints.read-figures', {
  allow: 'anyone',
  request: z.object({
    year: z.coerce.number().int().min(2000).max(2999).optional().describe('This one without'),
  }),
  reply: z
    .object({
      year: z.number().int(),
      smallestCount: z.number().int().describe('Counts from 1 up to below this are not published'),
      received: z.number().int(),
      promises: z.array(z.object({ deadline: complaintDeadline, onTime: publishedShare })),
      byKind: z.array(group),
      byChannel: z.array(group),
      byMonth: z.array(group).describe('`2026-11`'),
      ratings: z.object({ count: publishedCount, mean: z.number().nullable() }),
    })
    .meta({ id: 'ComplaintFigures' }),
});
