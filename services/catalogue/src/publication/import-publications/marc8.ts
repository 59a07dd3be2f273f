// The tables were frozen in 2007 and come from the package; its decoder is not used, because it gives
// up at the first byte it does not know.
import tables from 'marc8/lib/marc8_mapping.js';

const ESCAPE = 0x1b;
const ASCII = 0x42;
const ANSEL = 0x45;
/** Chinese, Japanese and Korean: three bytes a character. */
const EACC = 0x31;
/** Sets of a few signs, reached by their one letter: subscripts, Greek, superscripts. */
const SINGLE = [0x62, 0x67, 0x70];
const BACK_TO_ASCII = 0x73;
const UNKNOWN = '\u{FFFD}';

/**
 * Text of MARC-8 (ISO 2022 with ANSEL): escape sequences change the two working sets, and a diacritic
 * stands before its letter. A code that is in no table becomes U+FFFD.
 */
export function decodeMarc8(bytes: Uint8Array): string {
  const sets = { g0: ASCII, g1: ANSEL };
  let text = '';
  let diacritics = '';
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) {
      at = changeSet(bytes, at + 1, sets);
      continue;
    }
    if (byte <= 0x20) {
      text += byte === 0x20 ? ' ' : '';
      at += 1;
      continue;
    }
    const set = byte < 0x80 ? sets.g0 : sets.g1;
    const width = set === EACC ? 3 : 1;
    const [unicode, combining] = signOf(set, bytes.subarray(at, at + width));
    if (combining) {
      diacritics += unicode;
    } else {
      text += unicode + diacritics;
      diacritics = '';
    }
    at += width;
  }
  // What no table has, newer systems write as a reference.
  const whole = (text + diacritics).replaceAll(/&#x([0-9a-f]{4,6});/gi, (reference, hex) => {
    const code = Number.parseInt(String(hex), 16);
    return code > 0x10_ff_ff ? reference : String.fromCodePoint(code);
  });
  return whole.normalize('NFC');
}

/** Takes the sequence after an escape over; where the text goes on. */
function changeSet(bytes: Uint8Array, start: number, sets: { g0: number; g1: number }): number {
  const letter = bytes[start] ?? 0;
  if (SINGLE.includes(letter) || letter === BACK_TO_ASCII) {
    sets.g0 = letter === BACK_TO_ASCII ? ASCII : letter;
    return start + 1;
  }
  const sequence = /^(\$?[(),-]|\$)!?(.)/.exec(
    Buffer.from(bytes.subarray(start, start + 4)).toString('latin1'),
  );
  if (sequence === null) {
    return start;
  }
  const [whole, intermediate = '', final = ''] = sequence;
  sets[/[)-]/.test(intermediate) ? 'g1' : 'g0'] = final.charCodeAt(0);
  return start + whole.length;
}

function signOf(set: number, code: Uint8Array): [sign: string, combining: boolean] {
  const table = tables.CODESETS[set];
  const number = code.reduce((sum, byte) => sum * 256 + byte, 0);
  // A set may stand in the other half than its table is written for.
  const known = table?.[number] ?? (code.length === 1 ? table?.[number ^ 0x80] : undefined);
  return known === undefined ? [UNKNOWN, false] : [String.fromCodePoint(known[0]), known[1] === 1];
}
