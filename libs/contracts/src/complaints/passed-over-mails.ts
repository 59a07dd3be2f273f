import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';
import { handlers } from './requests.ts';

/** Why a mail was taken for nobody's report. */
export const passedOverReason = z
  .enum(['automatic', 'bounce', 'list', 'us', 'unreadable'])
  .meta({ id: 'PassedOverReason' });

/** Mails that opened and continued no case, newest first; those in a case that the handler may not see are not among them. */
export const listPassedOverMails = defineRequest('complaints.list-passed-over-mails', {
  allow: handlers,
  request: paging,
  reply: pageOf(
    z
      .object({
        id,
        receivedAt: instant,
        reason: passedOverReason,
        uid: z.number().int().nullable().describe('Its number in the mailbox, if that was kept'),
        fingerprint: z
          .string()
          .nullable()
          .describe('Keyed hash of its Message-ID and words, shortened; null when it has none'),
        from: z.string().nullable().describe('Null once it was erased, or could not be read'),
        subject: z.string().nullable(),
      })
      .meta({ id: 'PassedOverMail' }),
  ),
});

/** Reads the mail in the mailbox once more: by the rules, or as a person's, whatever it looks like. */
export const takePassedOverMail = defineRequest('complaints.take-passed-over-mail', {
  allow: handlers,
  request: z
    .strictObject({ mailId: id, action: z.enum(['look-again', 'take-in']) })
    .meta({ id: 'TakePassedOverMail' }),
  reply: z
    .object({
      outcome: z
        .enum(['opened', 'continued', 'reopened', ...passedOverReason.options])
        .describe('What became of it'),
      complaintId: id.nullable().describe('The case it is in now, if the handler may see it'),
    })
    .meta({ id: 'TakenMail' }),
  timeoutMs: 40_000,
});

export const mailGone = defineProblem('mail-gone', {
  status: 409,
  params: z.object({}),
  title: { id: 'Surat tidak ada lagi', en: 'The mail is gone' },
  detail: {
    id: 'Surat ini tidak ditemukan lagi di kotak surat kantor. Jika isinya diketahui, catat laporannya sendiri.',
    en: 'The mail is no longer in the office’s mailbox. If you know what it says, write the report down yourself.',
  },
});

export const mailUnreadable = defineProblem('mail-unreadable', {
  status: 422,
  params: z.object({}),
  title: { id: 'Surat tidak dapat dibaca', en: 'The mail cannot be read' },
  detail: {
    id: 'Baca surat ini di kotak surat kantor, lalu catat laporannya sendiri.',
    en: 'Read it in the office’s mailbox, then write the report down yourself.',
  },
});

export const mailboxUnreachable = defineProblem('mailbox-unreachable', {
  status: 503,
  params: z.object({}),
  title: { id: 'Kotak surat tidak terhubung', en: 'The mailbox cannot be reached' },
  detail: {
    id: 'Coba lagi sebentar lagi. Surat tetap ada di kotak surat kantor.',
    en: 'Try again in a moment. The mail is still in the office’s mailbox.',
  },
});
