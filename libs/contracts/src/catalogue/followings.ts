import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, nothing } from '../paging.ts';
import { searchFilters } from './requests.ts';

/** What a reader hears of by e-mail: the next edition of a series, or what a search finds from now on. */
const followed = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('series'), series: z.string().trim().min(1).max(300) }),
    z.strictObject({
      kind: z.literal('search'),
      search: searchFilters
        .strict()
        .refine((search) => Object.values(search).some(Boolean), 'Name a word or a filter'),
    }),
  ])
  .meta({ id: 'Followed' });
export type Followed = z.infer<typeof followed>;

/** Tells the reader by e-mail from now on; whoever follows the same twice follows it once. */
export const follow = defineRequest('catalogue.follow', {
  allow: 'signed-in',
  request: z.strictObject({ followed }).meta({ id: 'Follow' }),
  reply: z.object({ id }),
});

/** What the account follows, the newest first. */
export const listFollowings = defineRequest('catalogue.list-followings', {
  allow: 'signed-in',
  request: z.object({}),
  reply: z
    .object({ items: z.array(z.object({ id, followed, since: instant })) })
    .meta({ id: 'Followings' }),
});

export const unfollow = defineRequest('catalogue.unfollow', {
  allow: 'signed-in',
  request: z.object({ followingId: id }),
  reply: nothing,
});
