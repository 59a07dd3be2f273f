/** The name under which the style sheet colours the marks. */
const MARKS = 'cari';

/** What is looked for, as the words to mark: in lower case, without those of one letter. */
export const wordsOf = (sought: string): string[] =>
  sought
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);

/**
 * Marks the words on every page whose text is there, without touching it: a reader's own selection and
 * a screen reader's place stay where they are.
 *
 * @returns the first marked element of each page that has one
 */
export function markWords(
  container: HTMLElement,
  words: readonly string[],
): ReadonlyMap<number, Element> {
  const first = new Map<number, Element>();
  const ranges: Range[] = [];
  if (words.length > 0) {
    for (const layer of container.querySelectorAll<HTMLElement>('.textLayer')) {
      const found = rangesIn(layer, words);
      ranges.push(...found);
      const page = Number(layer.closest<HTMLElement>('.page')?.dataset['pageNumber']);
      const element = found[0]?.startContainer.parentElement;
      if (element) {
        first.set(page, element);
      }
    }
  }
  // A browser without this shows the page unmarked.
  globalThis.CSS?.highlights?.set(MARKS, new Highlight(...ranges));
  return first;
}

/** A word may go on in the next element: fonts are set in runs, not in words. */
function rangesIn(layer: HTMLElement, words: readonly string[]): Range[] {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  const runs: { node: Node; begins: number }[] = [];
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    runs.push({ node, begins: text.length });
    text += (node.nodeValue ?? '').toLowerCase();
  }
  const at = (offset: number) => {
    const run = runs.findLast(({ begins }) => begins <= offset);
    return run && { node: run.node, offset: offset - run.begins };
  };
  const ranges: Range[] = [];
  for (const word of words) {
    for (let found = text.indexOf(word); found >= 0; found = text.indexOf(word, found + 1)) {
      const begin = at(found);
      const last = at(found + word.length - 1);
      if (begin && last) {
        const range = document.createRange();
        range.setStart(begin.node, begin.offset);
        range.setEnd(last.node, last.offset + 1);
        ranges.push(range);
      }
    }
  }
  return ranges;
}
