/** What a canned reply leaves open until it is put into the answer to a case. */
export const replyPlaceholders = ['{kode}', '{tanggal}', '{kantor}'] as const;

/** Whatever stands in braces, or a brace that nothing closes: a text has no other use for them. */
const BRACED = /\{[^{}]*\}?|\}/g;

/** The first thing in braces that stands for nothing; undefined when all of them do. */
export function strangePlaceholder(text: string): string | undefined {
  return text
    .match(BRACED)
    ?.find((braced) => !replyPlaceholders.some((placeholder) => placeholder === braced));
}
