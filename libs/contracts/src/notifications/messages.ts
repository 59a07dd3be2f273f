import { z } from 'zod';
import { complaintDeadline } from '../complaints/requests.ts';
import { surveySource } from '../feedback/requests.ts';
import { language } from '../actor.ts';
import { officeCode } from '../define-event.ts';
import { privacyRefusalReason, privacyRequestKind } from '../guestbook/codes.ts';
import { newId } from '../new-id.ts';
import { id } from '../paging.ts';

const link = z.url();

/** What each template needs to be filled in; the words themselves belong to notifications. */
export const messageTemplate = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('account-verification'),
    name: z.string(),
    link,
    expiresInMinutes: z.number(),
  }),
  z.object({ template: z.literal('account-exists'), name: z.string(), link }),
  z.object({
    template: z.literal('staff-invitation'),
    name: z.string(),
    link,
    expiresInMinutes: z.number(),
  }),
  z.object({
    template: z.literal('password-reset'),
    name: z.string(),
    link,
    expiresInMinutes: z.number(),
  }),
  z.object({ template: z.literal('password-changed'), name: z.string() }),
  z.object({
    template: z.literal('second-factor-changed'),
    name: z.string(),
    change: z.enum(['set-up', 'removed', 'reset', 'recovery-code-used']),
    recoveryCodesLeft: z.number().int().nullable().describe('Only of a recovery code'),
  }),
  z.object({
    template: z.literal('survey-invitation'),
    name: z.string(),
    about: surveySource.default('visit'),
    link,
  }),
  z.object({
    template: z.literal('publication-news'),
    name: z.string(),
    publications: z.array(z.object({ title: z.string(), link })),
    more: z.number().int().describe('Found as well and not named'),
    /** Where the reader sees what they follow. */
    link,
  }),
  z.object({
    template: z.literal('softcopy-delivery'),
    name: z.string(),
    requestNumber: z.string(),
    titles: z.array(z.string()),
    sources: z.array(z.string()).default([]).describe('How each of them is cited'),
    /** Sent as attachments when given, else by `link`. */
    attachments: z.array(
      z.object({ objectKey: z.string(), fileName: z.string(), bytes: z.number() }),
    ),
    link: link.nullable(),
    expiresOn: z.iso.date().nullable(),
  }),
  z.object({
    template: z.literal('request-declined'),
    name: z.string(),
    requestNumber: z.string(),
    reason: z.string(),
    answer: z.string().nullable(),
    link,
  }),
  z.object({
    template: z.literal('request-revision'),
    name: z.string(),
    requestNumber: z.string(),
    answer: z.string(),
    link,
  }),
  z.object({
    template: z.literal('complaint-received'),
    code: z.string(),
    pin: z.string(),
    initialResponseDays: z.number().int().describe('Working days'),
    link,
  }),
  z.object({
    template: z.literal('complaint-answered'),
    code: z.string(),
    answer: z.string().nullish().describe('The answer itself, where the mail is the way it goes'),
    link,
  }),
  z.object({
    template: z.literal('complaint-deadline'),
    name: z.string(),
    number: z.string(),
    deadline: complaintDeadline,
    broken: z.boolean(),
    due: z.string().describe('In words'),
    link: link.nullable(),
  }),
  z.object({
    template: z.literal('one-time-code'),
    code: z.string(),
    purpose: z.enum(['returning-visitor', 'privacy-request', 'document-request']),
    expiresInMinutes: z.number(),
  }),
  z.object({
    template: z.literal('privacy-request-answered'),
    code: z.string(),
    kind: privacyRequestKind,
    /** Null when it was granted. */
    refusal: privacyRefusalReason.nullable(),
    /** Where the copy of the data is fetched, for a request of access that was granted. */
    copy: z.object({ link, expiresInHours: z.number() }).nullable(),
  }),
]);

/**
 * A command to send one message to one person. The only place where personal data crosses the bus:
 * on the `MESSAGES` work queue, sealed for notifications, removed when acknowledged.
 */
export const sendMessage = z.object({
  id,
  office: officeCode,
  channel: z.literal('email'),
  to: z.email(),
  language,
  /** What the message is about, named by the sender and repeated in `message.sent` and `failed`. */
  cause: z.object({ kind: z.string(), id }),
  /** Where an answer to it goes, and the word by which it is known again: part of its Message-ID. */
  answers: z.object({ to: z.email(), token: z.string().regex(/^[\w.-]+$/) }).optional(),
  content: messageTemplate,
});
export type SendMessage = z.infer<typeof sendMessage>;

/** Makes the command; its id becomes the Message-ID, so that a repeated command is one mail. */
export function messageTo(message: Omit<SendMessage, 'id' | 'channel'>): SendMessage {
  return sendMessage.parse({ ...message, id: newId(), channel: 'email' });
}
