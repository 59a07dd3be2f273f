import { stemOf, wordsOf } from './indonesian.ts';

const SNIPPET_LENGTH = 220;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Escaped HTML with the words that match the query in `<mark>`. */
export function highlight(text: string, query: readonly string[]): string {
  const wanted = new Set(query.flatMap((word) => [word, stemOf(word)]));
  return text.replaceAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu, (piece) => {
    const [word] = wordsOf(piece);
    const hit = word !== undefined && (wanted.has(word) || wanted.has(stemOf(word)));
    return hit ? `<mark>${escape(piece)}</mark>` : escape(piece);
  });
}

/** The part of a text around its first match, highlighted; null when nothing in it matches. */
export function snippet(text: string, query: readonly string[]): string | null {
  const wanted = new Set(query.flatMap((word) => [word, stemOf(word)]));
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const [word] = wordsOf(match[0]);
    if (word !== undefined && (wanted.has(word) || wanted.has(stemOf(word)))) {
      const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, match.index - 60)));
      const part = text.slice(from, from + SNIPPET_LENGTH).trim();
      const ends = from + SNIPPET_LENGTH < text.length;
      return `${from > 0 ? '… ' : ''}${highlight(part, query)}${ends ? ' …' : ''}`;
    }
  }
  return null;
}
