import { readCursor, writeCursor } from '@pst/persistence';
import { z } from 'zod';
import { OaiError, type Selection } from '../domain/oai-request.ts';

/** Where a list stands: everything another process needs to go on with it. */
export interface Position {
  readonly selection: Selection;
  readonly afterId: string;
  readonly delivered: number;
  readonly total: number;
}

const instant = z.union([z.literal(''), z.iso.datetime()]);
const key = z.tuple([
  z.string(),
  instant,
  instant,
  z.string(),
  z.uuid(),
  z.number().int().positive(),
  z.number().int().positive(),
]);

export function writeResumptionToken({ selection, afterId, delivered, total }: Position): string {
  const { metadataPrefix, from, before, set } = selection;
  return writeCursor([
    metadataPrefix,
    from?.toISOString() ?? '',
    before?.toISOString() ?? '',
    set ?? '',
    afterId,
    delivered,
    total,
  ]);
}

/** Throws `badResumptionToken` for whatever we did not write. */
export function readResumptionToken(token: string): Position {
  try {
    const [metadataPrefix, from, before, set, afterId, delivered, total] = readCursor(token, key);
    const date = (text: string) => (text === '' ? null : new Date(text));
    const selection = {
      metadataPrefix,
      from: date(from),
      before: date(before),
      set: set === '' ? null : set,
    };
    return { selection, afterId, delivered, total };
  } catch {
    throw new OaiError('badResumptionToken', 'The token is not one of this repository');
  }
}
