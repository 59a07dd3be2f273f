import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, MOST_INTEGER, nothing } from '../paging.ts';

/** Where the account stopped in a book; kept for nobody else, told to nobody else, and gone with it. */
export const readPosition = defineRequest('catalogue.read-position', {
  allow: 'signed-in',
  request: z.object({ publicationId: id }),
  reply: z
    .object({ page: z.number().int().nullable().describe('Null where nothing was read yet') })
    .meta({ id: 'ReadingPosition' }),
});

/** Remembers the page; of a book that the account may not read there is no such softcopy. */
export const keepPosition = defineRequest('catalogue.keep-position', {
  allow: 'signed-in',
  request: z
    .strictObject({ publicationId: id, page: z.number().int().min(1).max(MOST_INTEGER) })
    .meta({ id: 'KeepReadingPosition' }),
  reply: nothing,
});
