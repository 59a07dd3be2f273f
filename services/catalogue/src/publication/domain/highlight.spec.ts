import { describe, expect, it } from '@jest/globals';
import { highlight, matchesIn, snippet } from './highlight.ts';

describe('highlighting', () => {
  it('marks related words and leaves the rest as it was', () => {
    expect(highlight('Statistik Kependudukan, 2024', ['penduduk'])).toBe(
      'Statistik <mark>Kependudukan</mark>, 2024',
    );
  });

  it('never lets a title become markup', () => {
    expect(highlight('<img src=x> & Data', ['data'])).toBe(
      '&lt;img src=x&gt; &amp; <mark>Data</mark>',
    );
  });

  it('shows the part of a long text that matches', () => {
    const text = `${'kata lain '.repeat(40)}tentang kemiskinan di kecamatan ${'dan seterusnya '.repeat(30)}`;
    const found = snippet(text, ['miskin']);
    expect(found).toContain('<mark>kemiskinan</mark>');
    expect(found?.startsWith('… ')).toBe(true);
    expect(found?.length).toBeLessThan(300);
  });

  it('shows the part that has most of the words', () => {
    const text = `kemiskinan ${'dan lain lain '.repeat(40)} garis kemiskinan di kabupaten lahat`;
    expect(snippet(text, ['miskin', 'lahat'])).toContain('<mark>lahat</mark>');
  });

  it('names the words that match as they stand there', () => {
    expect(matchesIn('Kemiskinan, angka miskin, KEMISKINAN', ['miskin'])).toEqual([
      'kemiskinan',
      'miskin',
    ]);
  });

  it('has nothing to show when nothing matches', () => {
    expect(snippet('Angka dan grafik', ['sensus'])).toBeNull();
  });
});
