/** What stands where words were taken out; the quotation mark for an omission in both languages. */
export const OMITTED = '[…]';

/** From the first letter to behind the last one. */
type Passage = readonly [from: number, to: number];

/**
 * A text without these words, wherever they stand in it and however they are capitalised. Where they
 * overlap nothing of either is left.
 *
 * @returns undefined when one of them is not in it: somebody changed the text, or took them out already.
 */
export function withoutWords(text: string, words: readonly string[]): string | undefined {
  const passages = words.map((each) => passagesOf(text, each));
  if (passages.some(({ length }) => length === 0)) {
    return undefined;
  }
  let left = '';
  let end = 0;
  for (const [from, to] of passages.flat().toSorted(([one], [other]) => one - other)) {
    if (from >= end) {
      left += text.slice(end, from) + OMITTED;
    }
    end = Math.max(end, to);
  }
  return left + text.slice(end);
}

function passagesOf(text: string, words: string): Passage[] {
  const literally = words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const pattern = new RegExp(literally, 'giu');
  const found: Passage[] = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push([match.index, match.index + match[0].length]);
    // It may begin again within itself, behind its first letter; half a letter would begin the same again.
    pattern.lastIndex = match.index + ((match[0].codePointAt(0) ?? 0) > 0xff_ff ? 2 : 1);
  }
  return found;
}
