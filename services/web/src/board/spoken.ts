// What the waiting room hears. Plain data, because the script that makes the clips reads it too.

/** Every word of a call by the name of its clip: phrases, digits, numbers and names of letters. */
export const WORDS: Readonly<Record<string, string>> = {
  'nomor-antrean': 'Nomor antrean',
  'ke-loket': 'silakan ke loket',
  'ke-komputer': 'silakan ke komputer',
  'lihat-layar': 'silakan lihat layar',
  ...Object.fromEntries(
    'nol satu dua tiga empat lima enam tujuh delapan sembilan'
      .split(' ')
      .map((word, digit) => [String(digit), word]),
  ),
  '10': 'sepuluh',
  '11': 'sebelas',
  belas: 'belas',
  puluh: 'puluh',
  ...Object.fromEntries(
    'a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet'
      .split(' ')
      .map((name, index) => [String.fromCodePoint(97 + index), name]),
  ),
};

/** A call as the queue shows it. */
export interface Call {
  readonly ticketNumber: string;
  readonly counter: string;
  readonly place: 'counter' | 'workstation';
}

/** Number and place as names of clips, in the order in which they are heard. */
export function clipsOf({ ticketNumber, counter, place }: Call): {
  number: string[];
  place: string[];
} {
  const where = spelled(counter);
  return {
    number: ['nomor-antrean', ...characters(ticketNumber)],
    place:
      where === undefined
        ? ['lihat-layar']
        : [place === 'counter' ? 'ke-loket' : 'ke-komputer', ...where],
  };
}

/** The same as one sentence: "Nomor antrean a nol nol tujuh, silakan ke loket dua." */
export function sentenceOf(call: Call): string {
  const { number, place } = clipsOf(call);
  const said = (clips: readonly string[]) => clips.map((clip) => WORDS[clip]).join(' ');
  const where = place.length === 1 ? `silakan ke ${call.counter}` : said(place);
  return `${said(number)}, ${where}.`;
}

/** A counter's name as clips; undefined when it is words, which no list of clips can hold. */
function spelled(name: string): string[] | undefined {
  const parts = name.toLowerCase().match(/[a-z]+|[0-9]+/g) ?? [];
  if (parts.length === 0 || parts.some((part) => /[a-z]{4}/.test(part))) {
    return undefined;
  }
  return parts.flatMap((part) => (/^[1-9][0-9]?$/.test(part) ? counted(part) : characters(part)));
}

/** 1 to 99 as people count: sebelas, tiga belas, dua puluh satu. */
function counted(digits: string): string[] {
  const value = Number(digits);
  if (value < 12) {
    return [String(value)];
  }
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 1) {
    return [String(ones), 'belas'];
  }
  return [String(tens), 'puluh', ...(ones === 0 ? [] : [String(ones)])];
}

const characters = (text: string) => text.toLowerCase().match(/[a-z0-9]/g) ?? [];
