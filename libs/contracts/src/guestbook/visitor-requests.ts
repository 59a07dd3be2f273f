import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant } from '../paging.ts';
import { education, identityKind, institutionCategory, occupation, sex } from './codes.ts';

const email = z.email().max(254);
const phone = z.string().trim().min(5).max(40);
export const oneTimeCode = z
  .string()
  .trim()
  .regex(/^[0-9]{6}$/)
  .describe('The six digits that were mailed');

/**
 * "I have been here before": a code goes to the e-mail address of the newest visit with this contact.
 * The answer is the same whether there is one or not, and is given before anybody looks.
 */
export const lookUpVisitor = defineRequest('guestbook.look-up-visitor', {
  allow: 'anyone',
  request: z
    .strictObject({
      email: email.optional(),
      phone: phone.optional(),
      purpose: z
        .enum(['returning-visitor', 'privacy-request'])
        .default('returning-visitor')
        .describe('What the code will be good for; the mail says so'),
    })
    .refine((contact) => (contact.email === undefined) !== (contact.phone === undefined), {
      path: ['email'],
      message: 'give an e-mail address or a phone number, one of them',
    })
    .meta({ id: 'VisitorLookup' }),
  reply: z
    .object({
      lookupId: id,
      expiresAt: instant,
      tries: z.number().int().describe('How many codes may be tried'),
    })
    .meta({ id: 'VisitorLookupStarted' }),
});

/** The answers of the earlier visit, to be looked through and sent again. */
export const earlierAnswers = z
  .object({
    name: z.string(),
    birthYear: z.number().int(),
    sex,
    education,
    occupation,
    occupationText: z.string().nullable(),
    institution: z.string(),
    institutionId: id.nullable(),
    institutionCategory,
    identityKind,
    email: z.string().nullable(),
    phone: z.string().nullable(),
    country: z.string(),
    provinceCode: z.string().nullable(),
    regencyCode: z.string().nullable(),
  })
  .meta({ id: 'EarlierAnswers' });

/** 409 `one-time-code-wrong`, whatever the reason; five tries, ten minutes, once. */
export const confirmLookup = defineRequest('guestbook.confirm-lookup', {
  allow: 'anyone',
  request: z.strictObject({ lookupId: id, code: oneTimeCode }).meta({ id: 'ConfirmLookup' }),
  reply: earlierAnswers,
});

const staff = ['officer', 'admin'] as const;
const identityNumberView = z
  .object({
    visitId: id,
    kind: identityKind,
    masked: z.string().describe('The last four characters only'),
    recordedAt: instant,
    eraseAt: instant,
    earlierVisits: z.number().int().describe('Visits with the same number that are still kept'),
    warnings: z.array(z.enum(['region-unknown'])).describe('Worth a second look, never a refusal'),
  })
  .meta({ id: 'IdentityNumber' });

/** Only where the office's profile says that numbers are kept; 409 `identity-number-not-stored` elsewhere. */
export const recordIdentityNumber = defineRequest('guestbook.record-identity-number', {
  allow: staff,
  request: z
    .strictObject({
      visitId: id,
      kind: identityKind,
      number: z.string().trim().min(4).max(32),
    })
    .meta({ id: 'RecordIdentityNumber' }),
  reply: identityNumberView,
});

/** Whether a number is kept of a visit; 409 `identity-number-not-stored` where the office keeps none. */
export const readIdentityNumber = defineRequest('guestbook.read-identity-number', {
  allow: staff,
  request: z.object({ visitId: id }),
  reply: z.object({ kept: identityNumberView.nullable() }).meta({ id: 'KeptIdentityNumber' }),
});

/** Shows the whole number once; the audit log says who asked and why. */
export const revealIdentityNumber = defineRequest('guestbook.reveal-identity-number', {
  allow: staff,
  request: z
    .strictObject({
      visitId: id,
      reason: z.enum(['identity-doubt', 'legal-request', 'correction']),
    })
    .meta({ id: 'RevealIdentityNumber' }),
  reply: z
    .object({ visitId: id, kind: identityKind, number: z.string() })
    .meta({ id: 'RevealedIdentityNumber' }),
});
