import { spanWord, stemOf, wordsOf, yearSpansOf, yearsIn } from './indonesian.ts';

/** Typed without meaning anything for a search; kept when nothing else was typed. */
const STOP = new Set(
  (
    'dan atau yang di ke dari pada untuk oleh dengan menurut serta tentang mengenai tahun data ' +
    'berapa apa the of and in by'
  ).split(' '),
);
const YEAR = /^(?:19|20)\d{2}$/;

/** Names of the same thing, short and long; a query with one of them finds what has another. */
export type Synonyms = readonly (readonly string[])[];

/** What an office's table begins with. */
export const SYNONYMS: Synonyms = [
  ['pdrb', 'produk domestik regional bruto'],
  ['pdb', 'produk domestik bruto'],
  ['ipm', 'indeks pembangunan manusia'],
  ['ihk', 'indeks harga konsumen'],
  ['ntp', 'nilai tukar petani'],
  ['tpt', 'tingkat pengangguran terbuka'],
  ['sakernas', 'survei angkatan kerja nasional'],
  ['susenas', 'survei sosial ekonomi nasional'],
  ['inkesra', 'indikator kesejahteraan rakyat'],
  ['tenagakerja', 'tenaga kerja'],
  ['podes', 'potensi desa'],
  ['sp2020', 'sensus penduduk 2020'],
  ['st2023', 'sensus pertanian 2023'],
  ['dda', 'daerah dalam angka'],
  ['kca', 'kecamatan dalam angka'],
  ['kab', 'kabupaten'],
  ['kec', 'kecamatan'],
  ['prov', 'provinsi'],
  ['muba', 'musi banyuasin'],
  ['sumsel', 'sumatera selatan'],
  ['pali', 'penukal abab lematang ilir'],
];

/** A part of a query that a record may meet in more than one way. */
export interface Term {
  /** As typed: a record with all of them, or with words related to them, meets the term. */
  readonly words: readonly string[];
  /** Words that mean the same: a record with one of these rows of words meets it as well. */
  readonly others: readonly (readonly string[])[];
  readonly isYear: boolean;
}

export interface SearchQuery {
  readonly terms: readonly Term[];
  /** Every word as typed, side by side: what a title is compared with. */
  readonly key: string;
  /** The editions asked for; a book about a span of years is the edition of its last one. */
  readonly years: readonly number[];
}

/** Reads what somebody typed. */
export function readQuery(text: string, synonyms: Synonyms): SearchQuery {
  const spans = yearSpansOf(text);
  const words = wordsOf(spans.reduce((rest, span) => rest.replace(span.text, ' '), text)).map(
    // `harga2` is said for `harga-harga`.
    (word) => word.replace(/^(\p{L}{3,})2$/u, '$1'),
  );
  const unique = [...new Set(words)];
  const telling = unique.filter((word) => !STOP.has(word));
  const terms: Term[] = spans.map((span) => ({
    words: [spanWord(span)],
    others: yearsIn(span).map((year) => [year]),
    isYear: true,
  }));
  const left = telling.length > 0 || terms.length > 0 ? telling : unique;
  for (let at = 0; at < left.length;) {
    const term = termAt(left, at, synonyms);
    terms.push(term);
    at += term.words.length;
  }
  return {
    terms,
    key: wordsOf(text).join(' '),
    years: [
      ...terms.filter(({ isYear }) => isYear).flatMap(({ words: [word] }) => Number(word) || []),
      ...spans.map(({ to }) => to),
    ],
  };
}

/** The longest name of the table that begins here, or the one word. */
function termAt(words: readonly string[], at: number, synonyms: Synonyms): Term {
  const named = synonyms
    .flatMap((names) => names.map((name) => ({ name: name.split(' '), names })))
    .toSorted((a, b) => b.name.length - a.name.length)
    .find(({ name }) =>
      name.every((part, i) => {
        const word = words[at + i];
        return word !== undefined && (word === part || stemOf(word) === part);
      }),
    );
  const typed = words.slice(at, at + (named?.name.length ?? 1));
  return {
    words: typed,
    others: (named?.names ?? [])
      .map((name) => name.split(' '))
      .filter((name) => name !== named?.name && name.join(' ') !== typed.join(' ')),
    isYear: typed.length === 1 && YEAR.test(typed[0] ?? ''),
  };
}

/** The term in the language of `to_tsquery('simple', …)`. */
export function tsqueryOf({ words, others }: Term): string {
  const typed = words.map((word) => [...new Set([word, stemOf(word)])].join(' | ')).join(') & (');
  return [`((${typed}))`, ...others.map((row) => `(${row.join(' <-> ')})`)].join(' | ');
}

/** Everything in a text that the query is met by, for showing where. */
export const markedWords = ({ terms }: SearchQuery): string[] =>
  terms.flatMap(({ words, others }) => [...words, ...others.flat()]);
