import { z } from 'zod';
import { language } from '../actor.ts';
import { defineRequest } from '../define-request.ts';
import { id, instant, nothing, pageOf, paging } from '../paging.ts';

export const messageState = z
  .enum(['pending', 'sending', 'sent', 'failed', 'uncertain', 'bounced', 'suppressed', 'dropped'])
  .meta({ id: 'MessageState' })
  .describe(
    'bounced: a mail server took it over and sent it back; ' +
      'suppressed: a rule of the office kept it back, and a person may send it; ' +
      'uncertain: it may have left or not, and is not repeated without a person deciding so; ' +
      'dropped: a person decided that it is not sent',
  );
export const messageDecision = z.enum(['send-again', 'drop']).meta({ id: 'MessageDecision' });

const logEntry = z
  .object({
    id,
    template: z.string(),
    state: messageState,
    attempts: z.number().int(),
    cause: z.object({ kind: z.string(), id }),
    createdAt: instant,
    sentAt: instant.nullable(),
    failure: z.string().nullable().describe('A reason code'),
    edition: z.number().int().nullable().describe('Of the words it was written with'),
    contentKept: z.boolean().describe('False: it can be sent no more'),
  })
  .meta({ id: 'MessageLogEntry' });

/** What was sent, without content and address. */
export const listMessages = defineRequest('notifications.list-messages', {
  allow: ['admin'],
  request: paging.extend({ state: messageState.optional() }),
  reply: pageOf(logEntry),
});

/** A person's word on a message that failed or is in doubt. */
export const decideMessage = defineRequest('notifications.decide-message', {
  allow: ['admin'],
  request: z
    .strictObject({ messageId: id, decision: messageDecision })
    .meta({ id: 'DecideMessage' }),
  reply: logEntry,
});

/** Why an address gets no mail. */
const suppressionReason = z
  .enum(['no-such-address', 'opted-out'])
  .meta({ id: 'SuppressionReason' })
  .describe('opted-out: its reader declined invitations, and gets every other mail');
export type SuppressionReason = z.output<typeof suppressionReason>;
export const liftReason = z
  .enum(['address-works', 'own-request', 'by-mistake'])
  .meta({ id: 'SuppressionLiftReason' });

const suppression = z
  .object({
    id,
    address: z.string().nullable().describe('Null where no report spelled it, and once lifted'),
    reason: suppressionReason,
    since: instant,
    until: instant.nullable().describe('Null: until it is lifted'),
    liftedAt: instant.nullable(),
    liftReason: liftReason.nullable(),
  })
  .meta({ id: 'Suppression' });

/** The addresses that get no mail of the office. */
export const listSuppressions = defineRequest('notifications.list-suppressions', {
  allow: ['officer', 'admin'],
  request: paging.extend({
    lifted: z.stringbool().default(false).describe('Those taken off the list instead'),
  }),
  reply: pageOf(suppression),
});

export const liftSuppression = defineRequest('notifications.lift-suppression', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ suppressionId: id, reason: liftReason })
    .meta({ id: 'LiftSuppression' }),
  reply: suppression,
});

/** The reader of an invitation wants no more of them at its address; every other mail still comes. */
export const declineInvitations = defineRequest('notifications.decline-invitations', {
  allow: 'anyone',
  request: z.strictObject({ token: z.string().max(200).describe('From the mail') }),
  reply: nothing,
});

/** Ends what is past its time in the message log; with `dryRun` it only counts. */
export const runMessageRetention = defineRequest('notifications.run-retention', {
  allow: ['admin'],
  request: z.strictObject({ dryRun: z.boolean() }).meta({ id: 'RunMessageRetention' }),
  reply: z
    .object({
      dryRun: z.boolean(),
      contents: z.number().int().describe('Mails that did not leave, whose content is erased'),
      messages: z.number().int().describe('Lines of the log'),
      addresses: z.number().int().describe('Suppressed addresses that expired or were lifted'),
      at: instant,
    })
    .meta({ id: 'MessageRetentionRun' }),
  timeoutMs: 30_000,
});

/** Orders for mails that could not be read, and are in no log. */
export const countDeadMails = defineRequest('notifications.count-dead-letters', {
  allow: ['admin'],
  request: z.object({}),
  reply: z.object({ orders: z.number().int() }).meta({ id: 'DeadMails' }),
});

/** Every mail as it is written now, in one language, filled in with samples about nobody. */
export const previewTemplates = defineRequest('notifications.preview-templates', {
  allow: ['officer', 'admin'],
  request: z.object({ language: language.default('id') }),
  reply: z
    .object({
      edition: z.number().int().describe('Of the words; each message knows its own'),
      templates: z.array(
        z.object({
          template: z.string(),
          subject: z.string(),
          text: z.string(),
          html: z.string(),
        }),
      ),
    })
    .meta({ id: 'MailTemplates' }),
});
