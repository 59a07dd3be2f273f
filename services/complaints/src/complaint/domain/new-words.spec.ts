import { describe, expect, it } from '@jest/globals';
import { newWords } from './new-words.ts';

const ours = '> Loket mana yang Anda maksud?\n> Petugas PST';

describe('what is new in a reply', () => {
  it.each([
    [
      'Gmail',
      `Pada tanggal Sen, 2 Nov 2026 pukul 10.15 PST 1606 <pst1606@bps.go.id> menulis:\n${ours}`,
    ],
    [
      'Gmail, its line broken',
      `Pada Sen, 2 Nov 2026 pukul 10.15 Pelayanan Statistik Terpadu\n<pst1606@bps.go.id> menulis:\n\n${ours}`,
    ],
    [
      'Yahoo',
      `Pada Senin, 2 November 2026 10.15.00 WIB, PST <pst1606@bps.go.id> menulis:\n\nLoket mana?`,
    ],
    [
      'Outlook',
      'Dari: PST 1606\nDikirim: Senin, 02 November 2026 10:15\nKepada: Kenari\nPerihal: Pengaduan\n\nLoket mana?',
    ],
    ['a forward', '-------- Pesan Asli --------\nLoket mana?'],
    [
      'English Gmail',
      `On Mon, Nov 2, 2026 at 10:15 AM PST 1606 <pst1606@bps.go.id> wrote:\n${ours}`,
    ],
  ])('is what stands above what %s quotes', (_, quoted) => {
    expect(newWords(`Loket satu.\n\nKenari\n\n${quoted}`)).toBe('Loket satu.\n\nKenari');
  });

  it('leaves out what a telephone adds', () => {
    expect(newWords('Loket satu.\n\nDikirim dari iPhone saya')).toBe('Loket satu.');
  });

  it('keeps words that only look like the beginning of a quotation', () => {
    const words =
      'Pada 2 November 2026 saya datang.\nPetugas menulis nama saya.\nDari loket satu ke loket dua.';
    expect(newWords(words)).toBe(words);
  });

  it('is all of it when nothing else is left', () => {
    expect(newWords(`\n${ours}\n`)).toBe(ours);
  });
});
