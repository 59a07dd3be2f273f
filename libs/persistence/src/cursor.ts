import { invalidCursor } from '@pst/contracts';
import type { z } from 'zod';

/** The opaque cursor after a row: the row's sort key, so that a page never skips or repeats one. */
export function writeCursor(key: readonly (string | number | boolean)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key in a cursor; anything else is refused as `invalid-cursor`. */
export function readCursor<Key extends z.ZodType>(cursor: string, key: Key): z.output<Key> {
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw invalidCursor.error({});
  }
}
