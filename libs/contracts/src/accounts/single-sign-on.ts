import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { nothing } from '../paging.ts';
import { signedIn } from './requests.ts';

/** Where the staff may sign in beside their password; null: nowhere. */
export const readSingleSignOn = defineRequest('accounts.read-single-sign-on', {
  allow: 'anyone',
  request: z.object({}),
  reply: z
    .object({ name: z.string().nullable().describe('What the button says') })
    .meta({ id: 'SingleSignOn' }),
});

/**
 * The way to the issuer's page. An account is found by the issuer's own name for it, which is linked once:
 * by whoever holds an invitation, or by its owner with the password. Never by an e-mail address.
 */
export const beginSingleSignOn = defineRequest('accounts.begin-single-sign-on', {
  allow: 'anyone',
  request: z
    .strictObject({
      invitation: z.string().min(20).max(200).optional().describe('From the link in the mail'),
      password: z
        .string()
        .min(1)
        .max(256)
        .optional()
        .describe(
          'Of whoever is signed in, to link this account; it is good for nothing afterwards',
        ),
    })
    .meta({ id: 'BeginSingleSignOn' }),
  reply: z
    .object({
      redirectTo: z.url(),
      attempt: z
        .string()
        .describe('Binds the attempt to one browser; the gateway keeps it in a cookie'),
    })
    .meta({ id: 'SingleSignOnAttempt' }),
  timeoutMs: 15_000,
});

/** What the issuer sent the browser back with. */
export const issuerAnswer = z
  .strictObject({
    code: z.string().min(1).max(4_000),
    state: z.string().min(1).max(200),
    iss: z.string().max(500).optional(),
    session_state: z.string().max(500).optional(),
  })
  .meta({ id: 'IssuerAnswer' });

export const finishSingleSignOn = defineRequest('accounts.finish-single-sign-on', {
  allow: 'anyone',
  request: issuerAnswer.extend({ attempt: z.string().min(20).max(200) }),
  reply: signedIn,
  timeoutMs: 15_000,
});

/** OpenID Connect Back-Channel Logout 1.0: the issuer says that somebody signed out there. */
export const endSessionsByIssuer = defineRequest('accounts.end-sessions-by-issuer', {
  allow: 'anyone',
  request: z
    .object({ logout_token: z.string().min(1).max(8_000) })
    .meta({ id: 'BackChannelLogout' }),
  reply: nothing,
  timeoutMs: 15_000,
});
