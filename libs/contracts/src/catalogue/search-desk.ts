import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';
import { defineRequest } from '../define-request.ts';
import { instant, MOST_INTEGER } from '../paging.ts';

const librarians = ['librarian', 'admin'] as const;

const synonymTable = z
  .object({
    groups: z
      .array(z.array(z.string().trim().min(1).max(100)).min(2).max(10))
      .max(1_000)
      .describe('Names of the same thing: a search for one finds what has another'),
    version: z
      .number()
      .int()
      .nonnegative()
      .max(MOST_INTEGER)
      .describe('As it was read; 0 before the first change'),
  })
  .meta({ id: 'SynonymTable' });

export const readSynonyms = defineRequest('catalogue.read-synonyms', {
  allow: librarians,
  request: z.object({}),
  reply: synonymTable,
});

/** Puts a whole table in the place of the one that was read; the next search goes by it. */
export const changeSynonyms = defineRequest('catalogue.change-synonyms', {
  allow: librarians,
  request: synonymTable.strict().meta({ id: 'ChangeSynonyms' }),
  reply: synonymTable,
});

/** What was searched for, found nothing, and would find nothing now; who asked is not known. */
export const listUnanswered = defineRequest('catalogue.list-unanswered', {
  allow: librarians,
  request: z.object({}),
  reply: z
    .object({
      items: z.array(
        z.object({ words: z.string(), times: z.number().int(), lastAskedAt: instant }),
      ),
    })
    .meta({ id: 'UnansweredQueries' }),
});

export const synonymsChanged = defineProblem('synonyms-changed', {
  status: 409,
  params: z.object({}),
  title: { id: 'Padanan sudah diubah orang lain', en: 'Somebody else has changed the synonyms' },
  detail: {
    id: 'Muat ulang halaman, lalu ulangi perubahan Anda.',
    en: 'Reload the page, then make your change again.',
  },
});

export const synonymTwice = defineProblem('synonym-twice', {
  status: 409,
  params: z.object({ name: z.string() }),
  title: { id: 'Satu nama di dua tempat', en: 'One name in two places' },
  detail: {
    id: ({ name }) => `"${name}" ada lebih dari sekali. Gabungkan barisnya atau hapus salah satu.`,
    en: ({ name }) => `"${name}" stands there more than once. Join the rows or remove one.`,
  },
});
