import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';
import { defineRequest } from '../define-request.ts';
import { id, MOST_INTEGER } from '../paging.ts';
import { complaintKind, handlers } from './requests.ts';
import { replyPlaceholders } from './reply-placeholders.ts';

const wording = z.string().trim().min(1).max(5_000);

const replyTable = z
  .object({
    replies: z
      .array(
        z
          .strictObject({
            name: z.string().trim().min(1).max(80).describe('By which handlers find it'),
            kind: complaintKind,
            text: z
              .strictObject({ id: wording, en: wording })
              .describe(`May leave open: ${replyPlaceholders.join(', ')}`),
          })
          .meta({ id: 'CannedReply' }),
      )
      .max(200),
    version: z
      .number()
      .int()
      .nonnegative()
      .max(MOST_INTEGER)
      .describe('As it was read; 0 before the first change'),
  })
  .meta({ id: 'ReplyTable' });

export const readCannedReplies = defineRequest('complaints.read-canned-replies', {
  allow: handlers,
  request: z.object({}),
  reply: replyTable,
});

/** Puts a whole table in the place of the one that was read; the next answer is helped by it. */
export const changeCannedReplies = defineRequest('complaints.change-canned-replies', {
  allow: handlers,
  request: replyTable.strict().meta({ id: 'ChangeCannedReplies' }),
  reply: replyTable,
});

/** The replies for a case's kind, in its reporter's language, with what they left open filled in. */
export const offerCannedReplies = defineRequest('complaints.offer-canned-replies', {
  allow: handlers,
  request: z.object({ complaintId: id }),
  reply: z
    .object({
      items: z.array(
        z.object({
          name: z.string(),
          body: z.string().nullable().describe('Null when it does not suit this case as it stands'),
          withheld: z
            .enum(['several-reporters', 'no-date-ahead'])
            .nullable()
            .describe(
              'It names what is of one case and the answer goes to others too, or a date and none is promised',
            ),
        }),
      ),
    })
    .meta({ id: 'OfferedReplies' }),
});

export const repliesChanged = defineProblem('replies-changed', {
  status: 409,
  params: z.object({}),
  title: { id: 'Balasan sudah diubah orang lain', en: 'Somebody else has changed the replies' },
  detail: {
    id: 'Muat ulang halaman, lalu ulangi perubahan Anda.',
    en: 'Reload the page, then make your change again.',
  },
});

export const unknownPlaceholder = defineProblem('unknown-placeholder', {
  status: 422,
  params: z.object({ name: z.string(), placeholder: z.string() }),
  title: { id: 'Isian tidak dikenal', en: 'Unknown placeholder' },
  detail: {
    id: ({ name, placeholder }) =>
      `"${placeholder}" dalam "${name}" tidak dikenal. Yang dapat diisi sendiri: ${replyPlaceholders.join(', ')}.`,
    en: ({ name, placeholder }) =>
      `"${placeholder}" in "${name}" stands for nothing. What is filled in by itself: ${replyPlaceholders.join(', ')}.`,
  },
});
