import { stemOf, wordsOf } from './indonesian.ts';

const SNIPPET_LENGTH = 220;
/** What is shown before the first match. */
const LEAD_IN = 60;
/** Enough to choose from; a page that has one word a thousand times is no better for it. */
const MOST_MATCHES = 100;
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
  const wanted = wantedBy(query);
  return text.replaceAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu, (piece) => {
    const [word] = wordsOf(piece);
    const hit = word !== undefined && (wanted.has(word) || wanted.has(stemOf(word)));
    return hit ? `<mark>${escape(piece)}</mark>` : escape(piece);
  });
}

/** The words of a text that match the query, in lower case, each once. */
export function matchesIn(text: string, query: readonly string[]): string[] {
  return [...new Set(matches(text, query).map(({ word }) => word))];
}

/**
 * The part of a text that has most of the words that match, the first one when several have as many;
 * highlighted, null when nothing in it matches.
 */
export function snippet(text: string, query: readonly string[]): string | null {
  const found = matches(text, query);
  const [first] = found;
  if (first === undefined) {
    return null;
  }
  let best = { at: first.at, different: 0 };
  for (const [index, { at }] of found.entries()) {
    const near = found.slice(index).filter((match) => match.at < at + SNIPPET_LENGTH - LEAD_IN);
    const different = new Set(near.map(({ word }) => stemOf(word))).size;
    if (different > best.different) {
      best = { at, different };
    }
  }
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, best.at - LEAD_IN)));
  const part = text.slice(from, from + SNIPPET_LENGTH).trim();
  const ends = from + SNIPPET_LENGTH < text.length;
  return `${from > 0 ? '… ' : ''}${highlight(part, query)}${ends ? ' …' : ''}`;
}

function matches(text: string, query: readonly string[]) {
  const wanted = wantedBy(query);
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .map(({ 0: piece, index }) => ({ word: wordsOf(piece)[0] ?? '', at: index }))
    .filter(({ word }) => wanted.has(word) || wanted.has(stemOf(word)))
    .slice(0, MOST_MATCHES);
}

const wantedBy = (query: readonly string[]) =>
  new Set(query.flatMap((word) => [word, stemOf(word)]));
