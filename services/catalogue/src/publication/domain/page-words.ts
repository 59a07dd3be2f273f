import { wordsOf } from './indonesian.ts';

const YEAR = /^(?:19|20)\d{2}$/;

/** Words of a page worth finding: words and years, not the thousands of figures in its tables. */
export const pageWordsOf = (text: string): string[] =>
  wordsOf(text).filter((word) => YEAR.test(word) || (word.length > 1 && /\p{L}/u.test(word)));
