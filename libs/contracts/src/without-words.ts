/** What stands where words were taken out; the quotation mark for an omission in both languages. */
export const OMITTED = '[…]';

const literally = (words: string) => words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * A text without these words, wherever they stand in it and however they are capitalised.
 *
 * @returns undefined when one of them is not in it: somebody changed the text, or took them out already.
 */
export function withoutWords(text: string, words: readonly string[]): string | undefined {
  if (words.some((each) => !new RegExp(literally(each), 'iu').test(text))) {
    return undefined;
  }
  // The longest first: a name that is part of a longer one must not leave the rest of that standing.
  const alternatives = words.toSorted((a, b) => b.length - a.length).map(literally);
  return alternatives.length === 0
    ? text
    : text.replaceAll(new RegExp(alternatives.join('|'), 'giu'), OMITTED);
}
