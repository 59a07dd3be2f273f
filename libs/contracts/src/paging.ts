import { z } from 'zod';

/** Keyset paging: `limit` items after the opaque `cursor` of the previous answer. */
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});

export const nextCursor = z.string().nullable();

/** A list answer: one page of items and the cursor of the next page, null on the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor });
}

/** The most that an integer column of PostgreSQL holds: a number from outside stays below it. */
export const MOST_INTEGER = 2_147_483_647;

export const id = z.uuid();
export const instant = z.iso.datetime().describe('ISO 8601, UTC');
/** An answer without content. */
export const nothing = z.null();
