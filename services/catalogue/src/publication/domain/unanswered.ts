import { wordsOf } from './indonesian.ts';

const LONGEST = 100;
/** A card's, a telephone's or an account's number; no title is found by one. */
const NUMBER_OF_SOMEBODY = /\d{6,}|\d(?:[ .-]?\d){8,}|@/;

/**
 * What is worth noting of a search that found nothing, the same for every way of writing it; undefined
 * for what may be about somebody.
 */
export function unansweredWords(text: string): string | undefined {
  if (text.length > LONGEST || NUMBER_OF_SOMEBODY.test(text)) {
    return undefined;
  }
  return wordsOf(text).join(' ') || undefined;
}
