import { z } from 'zod';
import { defineProblem } from './define-problem.ts';
import { withoutWords } from './without-words.ts';

/** What nobody is to read; each is replaced by […] wherever it stands in the text. */
export const wordsToHide = z.array(z.string().trim().min(1).max(500)).max(100);

export const wordsNotInText = defineProblem('words-not-in-text', {
  status: 409,
  params: z.object({}),
  title: { id: 'Kata tidak ada dalam teks', en: 'The words are not in the text' },
  detail: {
    id: 'Teks ini tidak lagi memuat semua kata yang akan disamarkan. Muat ulang halaman dan pilih lagi.',
    en: 'The text no longer has all the words to be hidden. Reload the page and choose again.',
  },
});

/** @throws wordsNotInText when one of the words is not there. */
export function redacted(text: string, hide: readonly string[]): string {
  const left = withoutWords(text, hide);
  if (left === undefined) {
    throw wordsNotInText.error({});
  }
  return left;
}
