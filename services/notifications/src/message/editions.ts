import type { Language, SendMessage } from '@pst/contracts';
import { words, type Words } from './words.v1.ts';

type Say = (content: SendMessage['content'], language: Language) => Words;

/**
 * Every edition of the words, by number. What was sent stays readable: other words for a mail are a new
 * file and a new number here, and a message knows by which it was written.
 */
const EDITIONS = { 1: words } as const satisfies Record<number, Say>;

/** By which mails are written now. */
export const EDITION = 1 satisfies keyof typeof EDITIONS;

/** What a mail says by the present edition. */
export const wordsOf: Say = EDITIONS[EDITION];
