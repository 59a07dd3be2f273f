import { describe, expect, it } from '@jest/globals';
import { clipsOf, sentenceOf, WORDS } from './spoken.ts';

describe('a spoken call', () => {
  it('reads the number character by character and the counter as people count', () => {
    expect(sentenceOf({ ticketNumber: 'A007', counter: '2', place: 'counter' })).toBe(
      'Nomor antrean a nol nol tujuh, silakan ke loket dua.',
    );
    expect(sentenceOf({ ticketNumber: 'K1-120', counter: '21', place: 'counter' })).toBe(
      'Nomor antrean ka satu satu dua nol, silakan ke loket dua puluh satu.',
    );
    expect(sentenceOf({ ticketNumber: 'A013', counter: 'PC 13', place: 'workstation' })).toBe(
      'Nomor antrean a nol satu tiga, silakan ke komputer pe ce tiga belas.',
    );
  });

  it('sends to the screen where a place has a name that no clip holds', () => {
    const call = { ticketNumber: 'A001', counter: 'Meja depan', place: 'counter' } as const;
    expect(clipsOf(call).place).toEqual(['lihat-layar']);
    expect(sentenceOf(call)).toBe('Nomor antrean a nol nol satu, silakan ke Meja depan.');
  });

  it('has a clip for whatever a ticket or a counter can be called', () => {
    const everything = 'abcdefghijklmnopqrstuvwxyz0123456789';
    const { number } = clipsOf({ ticketNumber: everything, counter: '1', place: 'counter' });
    for (let counter = 1; counter < 100; counter += 1) {
      const { place } = clipsOf({ ticketNumber: '', counter: String(counter), place: 'counter' });
      expect(place.filter((clip) => WORDS[clip] === undefined)).toEqual([]);
    }
    expect(number.filter((clip) => WORDS[clip] === undefined)).toEqual([]);
  });
});
