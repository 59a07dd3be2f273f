import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant } from '../paging.ts';

const watchDesk = ['officer', 'head', 'admin'] as const;

export const reading = z
  .object({
    id,
    visitId: id,
    ticketNumber: z.string(),
    copyId: id,
    publicationId: id,
    title: z.string(),
    shelfMark: z.string(),
    startedAt: instant,
    returnedAt: instant.nullable(),
    returnBy: instant.describe('When the day’s visits are closed: by then it is back on the shelf'),
  })
  .meta({ id: 'Reading' });

/**
 * A hardcopy is taken from the shelf for a visitor who is, or was today, being served. 409
 * `copy-in-use` names the visitor who has it.
 */
export const startReading = defineRequest('guestbook.start-reading', {
  allow: ['officer', 'admin'],
  request: z.strictObject({ visitId: id, copyId: id }).meta({ id: 'StartReading' }),
  reply: reading,
});

export const endReading = defineRequest('guestbook.end-reading', {
  allow: ['officer', 'admin'],
  request: z.strictObject({ visitId: id, readingId: id }),
  reply: reading,
});

/** In-room readings, oldest first: those that are still to be brought back to the shelf, or today's. */
export const listReadings = defineRequest('guestbook.list-readings', {
  allow: watchDesk,
  request: z.object({
    open: z.stringbool().default(true).describe('False: all that began today, returned or not'),
  }),
  reply: z.object({ items: z.array(reading) }),
});

/** What a visitor used: hardcopies in the room, and softcopies at the workstation, oldest first. */
export const listVisitTitles = defineRequest('guestbook.list-visit-titles', {
  allow: watchDesk,
  request: z.object({ visitId: id }),
  reply: z
    .object({
      hardcopies: z.array(reading),
      softcopies: z.array(
        z.object({
          publicationId: id,
          title: z.string(),
          times: z.number().int().describe('How often it was opened'),
          lastAt: instant,
        }),
      ),
    })
    .meta({ id: 'VisitTitles' }),
});
