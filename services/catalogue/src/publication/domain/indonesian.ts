/**
 * Words of Indonesian titles as the index and the query see them. Rules and not a dictionary: a stem
 * only has to be the same for related words, it does not have to be a word (library-systems 4).
 */

/** Lower-case words of letters and digits; `2020-2024` is two of them, `harga-harga` as well. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\u200b-\u200d\ufeff]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const SPAN = /\b((?:19|20)\d{2})\s*(?:[-–—/]|s\.?\s?d\.?|sampai|hingga)\s*((?:19|20)\d{2})\b/gi;
const LONGEST_SPAN = 40;

/** A span of years such as 2020-2024 in a title or a query. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function yearSpansOf(text: string): YearSpan[] {
  return [...text.matchAll(SPAN)]
    .map(([whole, from, to]) => ({ from: Number(from), to: Number(to), text: whole }))
    .filter(({ from, to }) => from < to && to - from <= LONGEST_SPAN);
}

/** A span as one word of the index: `2020sd2024`, from *sampai dengan*. */
export const spanWord = ({ from, to }: YearSpan) => `${from}sd${to}`;

export const yearsIn = ({ from, to }: YearSpan) =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at));

/** Fewer letters than this are no root. */
const SHORTEST = 4;
const NOMINAL = /^(?:peng|peny|pen|pem|per|pe)/;
const VERBAL = /^(?:meng|meny|men|mem|me|ber|be|ter|di)/;

/**
 * `kependudukan` and `penduduk` alike become `duduk`, `perindustrian` becomes `industri`. Which ending
 * goes depends on the beginning: a noun in pe- or ke- ends in -an, a verb in me- or di- in -kan or -i.
 */
export function stemOf(word: string): string {
  if (word.length <= SHORTEST || /\p{N}/u.test(word)) {
    return word;
  }
  const bare = without(word, /(?:lah|kah|pun|nya)$/);
  if (bare.startsWith('ke') && bare.endsWith('an')) {
    const inner = without(without(bare, /an$/), /^ke/);
    return without(inner, NOMINAL);
  }
  if (NOMINAL.test(bare)) {
    return without(without(bare, /an$/), NOMINAL);
  }
  if (VERBAL.test(bare)) {
    // `memberdayakan` wears two prefixes.
    return without(without(without(bare, /(?:kan|i)$/), VERBAL), VERBAL);
  }
  return without(bare, /(?:kan|an)$/);
}

function without(word: string, part: RegExp): string {
  const rest = word.replace(part, '');
  return rest.length >= SHORTEST ? rest : word;
}

/** The stems that differ from their words, for the index and the query. */
export function stemsOf(words: readonly string[]): string[] {
  return words.map(stemOf).filter((stem, index) => stem !== words[index]);
}
