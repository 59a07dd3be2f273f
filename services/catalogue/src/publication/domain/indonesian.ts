/**
 * Words of Indonesian titles as the index and the query see them. Rules and not a dictionary: a stem
 * only has to be the same for related words, it does not have to be a word (library-systems 4).
 */

/** Said without meaning anything for a search; kept when nothing else was typed. */
const STOP = new Set(
  'dan atau yang di ke dari pada untuk oleh dengan menurut serta the of and in by'.split(' '),
);

/** Short and long names of the same thing: a text with one of them is found by the other. */
const SYNONYMS: readonly (readonly [string, string])[] = [
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
  ['muba', 'musi banyuasin'],
  ['sumsel', 'sumatera selatan'],
  ['pali', 'penukal abab lematang ilir'],
];

/** Lower-case words of letters and digits; `2020-2024` is two of them, `harga-harga` as well. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\u200b-\u200d\ufeff]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The words that carry a query; all of them when every one is a stop word. */
export function queryWordsOf(text: string): string[] {
  const words = [...new Set(wordsOf(text))];
  const telling = words.filter((word) => !STOP.has(word));
  return telling.length > 0 ? telling : words;
}

/** The long name of a short one and the short name of a long one that the words contain. */
export function synonymsIn(words: readonly string[]): string[] {
  const text = ` ${words.join(' ')} `;
  return SYNONYMS.flatMap(([short, long]) => {
    if (text.includes(` ${long} `)) {
      return [short];
    }
    return text.includes(` ${short} `) ? long.split(' ') : [];
  });
}

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
