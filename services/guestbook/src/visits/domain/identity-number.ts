import type { CheckIn } from '@pst/contracts';

type IdentityKind = CheckIn['identityKind'];

/** Why a number cannot stand on a card. */
export type ImpossibleNumber = 'digits' | 'day' | 'month' | 'date' | 'serial' | 'form';

/**
 * The provinces by the Ministry of Home Affairs' codes, which differ from BPS's in Papua; 54 was East Timor.
 * A NIK keeps the region of its first issue.
 */
const PROVINCES = new Set(
  [
    '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 54 61 62 63 64 65',
    '71 72 73 74 75 76 81 82 91 92 93 94 95 96',
  ].flatMap((codes) => codes.split(' ')),
);

/** One number however it is written: without spaces and marks, in capitals. */
export const plainNumber = (written: string) => written.replaceAll(/[\s.\-/]/g, '').toUpperCase();

/**
 * What makes the number impossible, undefined when nothing does. Only a NIK has a rule that holds: 16
 * digits, six of the region, six of the birth date (40 is added to a woman's day) and a serial; it has
 * no check digit. Every other number is opaque. Source: service-domain 1.9.
 */
export function whyImpossible(kind: IdentityKind, number: string): ImpossibleNumber | undefined {
  return kind === 'ktp' ? whyNoNik(number) : /^[A-Z0-9]{4,32}$/.test(number) ? undefined : 'form';
}

function whyNoNik(nik: string): ImpossibleNumber | undefined {
  if (!/^[0-9]{16}$/.test(nik)) {
    return 'digits';
  }
  const [written, month, year] = [6, 8, 10].map((at) => Number(nik.slice(at, at + 2))) as [
    number,
    number,
    number,
  ];
  const day = written > 40 ? written - 40 : written;
  if (day < 1 || day > 31) {
    return 'day';
  }
  if (month < 1 || month > 12) {
    return 'month';
  }
  // The century is not written: 29 February 00 was a day in 2000 and none in 1900.
  if (![1900, 2000].some((century) => day <= daysIn(century + year, month))) {
    return 'date';
  }
  return nik.endsWith('0000') ? 'serial' : undefined;
}

/** Days of a month; the zeroth of the next one is its last. */
const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Worth a second look, never a refusal: regions are split, renamed and abolished. */
export const isFromKnownRegion = (nik: string) => PROVINCES.has(nik.slice(0, 2));

/** The last four characters, and never more than half of the number. */
export function masked(number: string): string {
  const shown = Math.min(4, Math.floor(number.length / 2));
  return '•'.repeat(number.length - shown) + number.slice(number.length - shown);
}
