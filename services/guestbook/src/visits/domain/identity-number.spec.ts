import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFromKnownRegion, masked, plainNumber, whyImpossible } from './identity-number.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** Any person born in the last and this century, as their NIK is put together. */
const person = fc.record({
  region: fc.stringMatching(/^[0-9]{6}$/),
  born: fc.date({
    min: new Date('1900-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  }),
  woman: fc.boolean(),
  serial: fc.integer({ min: 1, max: 9999 }),
});
const nikOf = ({
  region,
  born,
  woman,
  serial,
}: typeof person extends fc.Arbitrary<infer One> ? One : never) =>
  region +
  two(born.getUTCDate() + (woman ? 40 : 0)) +
  two(born.getUTCMonth() + 1) +
  two(born.getUTCFullYear() % 100) +
  String(serial).padStart(4, '0');

const withPart = (nik: string, at: number, part: string) =>
  nik.slice(0, at) + part + nik.slice(at + part.length);

describe('a NIK', () => {
  it('is possible for everybody, woman or man, of any region and birthday', () => {
    fc.assert(
      fc.property(person, (one) => {
        expect(whyImpossible('ktp', nikOf(one))).toBeUndefined();
      }),
    );
  });

  it('has a day of 1 to 31, or of 41 to 71', () => {
    const others = fc
      .integer({ min: 0, max: 99 })
      .filter((n) => n % 40 === 0 || n > 71 || (n > 31 && n < 41));
    fc.assert(
      fc.property(person, others, (one, day) => {
        expect(whyImpossible('ktp', withPart(nikOf(one), 6, two(day)))).toBe('day');
      }),
    );
  });

  it('has a month of 1 to 12', () => {
    const others = fc.constantFrom(0, ...Array.from({ length: 87 }, (_, n) => n + 13));
    fc.assert(
      fc.property(person, others, (one, month) => {
        expect(whyImpossible('ktp', withPart(nikOf(one), 8, two(month)))).toBe('month');
      }),
    );
  });

  it.each([
    ['1606013004000001', undefined],
    ['1606013104000001', 'date'],
    ['1606017104000001', 'date'],
    ['1606012902000001', undefined],
    ['1606016902040001', undefined],
    ['1606012902010001', 'date'],
    ['1606013002000001', 'date'],
    ['1606010102030000', 'serial'],
  ])('has a birthday that was one in some century, and a serial: %s', (nik, why) => {
    expect(whyImpossible('ktp', nik)).toBe(why);
  });

  it('has 16 digits and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        fc.pre(!/^[0-9]{16}$/.test(text));
        expect(whyImpossible('ktp', text)).toBe('digits');
      }),
    );
  });

  it('of a region nobody knows is worth a second look and no refusal', () => {
    expect(isFromKnownRegion('1606010102030001')).toBe(true);
    expect(isFromKnownRegion('5406010102030001')).toBe(true);
    expect(isFromKnownRegion('9906010102030001')).toBe(false);
    expect(whyImpossible('ktp', '9906010102030001')).toBeUndefined();
  });
});

describe('the number of another card', () => {
  it('is one of letters and digits, whichever', () => {
    expect(whyImpossible('passport', 'X1234567')).toBeUndefined();
    expect(whyImpossible('sim', '12345678901234')).toBeUndefined();
    expect(whyImpossible('other', 'A?B!C')).toBe('form');
  });
});

describe('a number', () => {
  it('is the same however it is written', () => {
    expect(plainNumber('16.0601 010203-0001')).toBe('1606010102030001');
    expect(plainNumber('x 123 4567')).toBe('X1234567');
  });

  it('shows its last four characters and never more than half of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{4,32}$/), (number) => {
        const shown = masked(number).replaceAll('•', '');
        expect(masked(number)).toHaveLength(number.length);
        expect(number.endsWith(shown)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(Math.min(4, number.length / 2));
      }),
    );
  });
});
