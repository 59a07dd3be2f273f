import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';
import { institutionCategory } from './codes.ts';

const desk = ['officer', 'admin'] as const;
const institutionName = z.string().trim().min(2).max(200);

export const institution = z
  .object({ id, name: institutionName, category: institutionCategory })
  .meta({ id: 'Institution' });

/** Approved names alone, at most eight: what visitors typed is nobody's business until an officer approves it. */
export const suggestInstitutions = defineRequest('guestbook.suggest-institutions', {
  allow: 'anyone',
  request: z.object({ q: z.string().trim().min(2).max(100) }),
  reply: z.object({ items: z.array(institution) }),
});

const deskInstitution = institution
  .extend({
    visits: z.number().int().describe('How many visits count for it'),
    spellings: z.number().int().describe('How many ways of writing are known to mean it'),
  })
  .meta({ id: 'DeskInstitution' });

export const listInstitutions = defineRequest('guestbook.list-institutions', {
  allow: desk,
  request: paging.extend({ q: z.string().trim().max(100).optional() }),
  reply: pageOf(deskInstitution),
});

const spellingKey = z
  .string()
  .min(20)
  .max(100)
  .describe('Stands for all visits with this spelling; opaque');

/** What visitors typed and nobody has sorted yet, most frequent first. */
export const listUnmatchedSpellings = defineRequest('guestbook.list-unmatched-spellings', {
  allow: desk,
  request: paging,
  reply: pageOf(
    z
      .object({
        key: spellingKey,
        text: z.string(),
        category: institutionCategory.describe('As most of these visitors said'),
        visits: z.number().int(),
        lastAt: instant,
      })
      .meta({ id: 'UnmatchedSpelling' }),
  ),
});

/** Approves a name, which from now on is suggested to everybody. 409 `institution-known` for one that is. */
export const approveInstitution = defineRequest('guestbook.approve-institution', {
  allow: desk,
  request: z
    .strictObject({
      name: institutionName,
      category: institutionCategory,
      spelling: spellingKey.optional().describe('A spelling that means it'),
    })
    .meta({ id: 'ApproveInstitution' }),
  reply: deskInstitution,
});

/** Says that a spelling means the institution; earlier visits with it count for the institution too. */
export const linkSpelling = defineRequest('guestbook.link-spelling', {
  allow: desk,
  request: z.strictObject({ institutionId: id, key: spellingKey }).meta({ id: 'LinkSpelling' }),
  reply: deskInstitution,
});

/** The institution ends in another one, with its spellings and visits. */
export const mergeInstitution = defineRequest('guestbook.merge-institution', {
  allow: desk,
  request: z.strictObject({ institutionId: id, intoId: id }).meta({ id: 'MergeInstitution' }),
  reply: deskInstitution,
});
