import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, nothing, pageOf, paging } from '../paging.ts';
import { account } from './requests.ts';

const password = z.string().min(1).max(256).describe('Asked again: a stolen session is not enough');
const code = z
  .string()
  .trim()
  .min(6)
  .max(20)
  .describe('Six digits of the authenticator app, or a recovery code');

/** What is set up for the second step of one's own sign-in. */
export const readSecondFactor = defineRequest('accounts.read-second-factor', {
  allow: 'signed-in',
  request: z.object({}),
  reply: z
    .object({
      totpSince: instant.nullable(),
      recoveryCodesLeft: z.number().int(),
      required: z.boolean().describe('By the office, of an account with these roles'),
    })
    .meta({ id: 'SecondFactor' }),
});

/**
 * A new key for an authenticator app. It counts once a code of it was typed (`confirm-totp`); until then
 * the one before it does, whose code is asked for here. 401 for a wrong password or code.
 */
export const beginTotp = defineRequest('accounts.begin-totp', {
  allow: 'signed-in',
  request: z.strictObject({ password, code: code.optional() }).meta({ id: 'BeginTotp' }),
  reply: z
    .object({
      secret: z.string().describe('Base32, for typing it in by hand'),
      uri: z.string().describe('otpauth://, for showing it as a QR code'),
    })
    .meta({ id: 'TotpKey' }),
});

/** From here on signing in takes two steps. The recovery codes are shown here and never again. */
export const confirmTotp = defineRequest('accounts.confirm-totp', {
  allow: 'signed-in',
  request: z
    .strictObject({
      code: z
        .string()
        .trim()
        .regex(/^[0-9]{6}$/, 'six digits'),
    })
    .meta({ id: 'ConfirmTotp' }),
  reply: z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' }),
});

export const removeTotp = defineRequest('accounts.remove-totp', {
  allow: 'signed-in',
  request: z.strictObject({ password, code }).meta({ id: 'RemoveTotp' }),
  reply: nothing,
});

/** Why an administrator takes the second step off somebody's sign-in. */
export const secondFactorResetReason = z
  .enum(['phone-lost', 'phone-replaced', 'codes-used-up', 'misuse-suspected'])
  .meta({ id: 'SecondFactorResetReason' });

/** For a colleague who lost the phone and the recovery codes: their sessions end, and they hear of it. */
export const resetSecondFactor = defineRequest('accounts.reset-second-factor', {
  allow: ['admin'],
  request: z
    .strictObject({ accountId: id, reason: secondFactorResetReason })
    .meta({ id: 'ResetSecondFactor' }),
  reply: account,
});

/** What is written down of the ways into an account. */
export const accessAction = z
  .enum([
    'totp-set-up',
    'totp-removed',
    'recovery-code-used',
    'second-factor-reset',
    'single-sign-on-linked',
  ])
  .meta({ id: 'AccessAction' });
export type AccessAction = z.output<typeof accessAction>;

/** Who changed how an account is signed in to, newest first. */
export const readAccessJournal = defineRequest('accounts.read-access-journal', {
  allow: ['head', 'admin'],
  request: paging,
  reply: pageOf(
    z
      .object({
        id,
        at: instant,
        action: accessAction,
        accountId: id.describe('Whose account'),
        actorId: id.describe('Who did it'),
        reason: z.string().nullable().describe('A code'),
      })
      .meta({ id: 'AccessLine' }),
  ),
});
