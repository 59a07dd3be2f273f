import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, pageOf, paging } from '../paging.ts';

export const pageHit = z
  .object({
    publicationId: id,
    title: z.string(),
    year: z.number().int().nullable(),
    page: z.number().int().describe('From 1, as the file counts'),
    snippet: z.string().describe('Escaped HTML; matches in <mark>'),
    words: z.array(z.string()).describe('What matches on this page, in lower case, for marking'),
  })
  .meta({ id: 'PageHit' });

/**
 * Pages of PDFs that have every word. Only of those that the caller may read: to anybody else not even
 * that there is such a page is told. Within one publication in the order of its pages, else the best first.
 */
export const searchPages = defineRequest('catalogue.search-pages', {
  allow: 'anyone',
  request: paging.extend({
    q: z.string().trim().min(1).max(300),
    publicationId: id.optional(),
  }),
  reply: pageOf(pageHit).meta({ id: 'PageSearch' }),
});
