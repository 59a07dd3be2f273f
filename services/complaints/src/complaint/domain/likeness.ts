/** Too short to say what a report is about: most of them are "di", "yang" and the like. */
const SHORTEST_WORD = 4;

/** The words of a text that say what it is about, each once. */
function wordsOf(text: string): Set<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD));
}

/** How much two texts have in common: words of both among the words of either, 0 to 1. */
export function likeness(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const common = words.intersection(others).size;
  return common === 0 ? 0 : common / words.union(others).size;
}
