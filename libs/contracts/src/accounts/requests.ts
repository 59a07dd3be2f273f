import { z } from 'zod';
import { deviceKind, language, role } from '../actor.ts';
import { defineRequest } from '../define-request.ts';
import { id, instant, nothing, pageOf, paging } from '../paging.ts';

const email = z.email().max(254).describe('Kept encrypted; compared without regard to case');
const password = z.string().min(8).max(256).describe('At least 8 characters; any characters');
const personName = z.string().trim().min(1).max(200);
const token = z.string().min(20).max(200).describe('Single use, from the link in the mail');

export const account = z
  .object({
    id,
    name: personName,
    email,
    emailVerified: z.boolean(),
    language,
    roles: z.array(role),
    secondFactor: z.boolean().describe('Signing in takes a second step'),
    singleSignOn: z.boolean().describe('Signed in to by the issuer of the office alone'),
    createdAt: instant,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

export const session = z
  .object({
    id,
    client: z.enum(['browser', 'app']),
    createdAt: instant,
    lastSeenAt: instant,
    current: z.boolean(),
  })
  .meta({ id: 'Session' });

/** Always the same answer, whether or not the address already has an account. */
export const registerAccount = defineRequest('accounts.register-account', {
  allow: 'anyone',
  request: z
    .strictObject({ name: personName, email, password, language: language.optional() })
    .meta({ id: 'RegisterAccount' }),
  reply: z.object({ status: z.literal('verification-sent') }).meta({ id: 'RegistrationAccepted' }),
});

export const verifyEmail = defineRequest('accounts.verify-email', {
  allow: 'anyone',
  request: z.strictObject({ token }).meta({ id: 'VerifyEmail' }),
  reply: nothing,
});

export const signedIn = z
  .object({
    sessionId: id,
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.number().int().describe('Seconds until the access token ends'),
    account,
  })
  .meta({ id: 'SignedIn' });

export const signIn = defineRequest('accounts.sign-in', {
  allow: 'anyone',
  request: z
    .strictObject({
      email,
      password: z.string().min(1).max(256),
      totp: z
        .string()
        .trim()
        .max(20)
        .optional()
        .describe('Where `second-factor-needed` was the answer: the code, or a recovery code'),
      /** `browser`: the gateway keeps the access token in a cookie, with idle and absolute limits. */
      client: z.enum(['browser', 'app']).default('app'),
    })
    .meta({ id: 'SignIn' }),
  reply: signedIn,
});

export const refreshSession = defineRequest('accounts.refresh-session', {
  allow: 'anyone',
  request: z
    .strictObject({ refreshToken: z.string().min(20).max(200) })
    .meta({ id: 'RefreshSession' }),
  reply: signedIn,
});

/** The gateway turns a bearer token or cookie into the actor. Unknown or ended: `not-signed-in`. */
export const authenticate = defineRequest('accounts.authenticate', {
  allow: 'anyone',
  request: z.object({ accessToken: z.string().min(20).max(200) }),
  reply: z.object({
    accountId: id,
    sessionId: id,
    name: z.string(),
    email,
    emailVerified: z.boolean(),
    roles: z.array(role),
  }),
});

export const signOut = defineRequest('accounts.sign-out', {
  allow: 'signed-in',
  request: z.object({ sessionId: id.optional().describe('Default: the current session') }),
  reply: nothing,
});

export const listSessions = defineRequest('accounts.list-sessions', {
  allow: 'signed-in',
  request: z.object({}),
  reply: z.object({ items: z.array(session) }),
});

export const requestPasswordReset = defineRequest('accounts.request-password-reset', {
  allow: 'anyone',
  request: z.strictObject({ email }).meta({ id: 'RequestPasswordReset' }),
  reply: z.object({ status: z.literal('reset-sent') }).meta({ id: 'PasswordResetAccepted' }),
});

export const resetPassword = defineRequest('accounts.reset-password', {
  allow: 'anyone',
  request: z.strictObject({ token, password }).meta({ id: 'ResetPassword' }),
  reply: nothing,
});

/** The account as this session may use it. */
export const ownAccount = account
  .extend({
    secondFactorDue: z
      .boolean()
      .describe(
        'The office requires a second step: until it is set up, no role of the staff counts',
      ),
  })
  .meta({ id: 'OwnAccount' });
export type OwnAccount = z.infer<typeof ownAccount>;

export const readMe = defineRequest('accounts.read-me', {
  allow: 'signed-in',
  request: z.object({}),
  reply: ownAccount,
});

export const changeMe = defineRequest('accounts.change-me', {
  allow: 'signed-in',
  request: z
    .strictObject({
      name: personName.optional(),
      language: language.optional(),
      password: z.strictObject({ current: z.string().max(256), next: password }).optional(),
    })
    .meta({ id: 'ChangeMe' }),
  reply: account,
});

export const closeMe = defineRequest('accounts.close-me', {
  allow: 'signed-in',
  request: z.object({}),
  reply: nothing,
});

export const exportMe = defineRequest('accounts.export-me', {
  allow: 'signed-in',
  request: z.object({}),
  reply: z.record(z.string(), z.unknown()),
});

export const listAccounts = defineRequest('accounts.list-accounts', {
  allow: ['admin'],
  request: paging.extend({ role: role.optional() }),
  reply: pageOf(account),
});

/** Who works here, by name: for giving somebody a task. Addresses stay with the administrator. */
export const listColleagues = defineRequest('accounts.list-colleagues', {
  allow: ['complaint-handler', 'head', 'admin'],
  request: z.object({}),
  reply: z.object({
    items: z.array(
      z.object({ id, name: z.string(), roles: z.array(role) }).meta({ id: 'Colleague' }),
    ),
  }),
});

export const createStaffAccount = defineRequest('accounts.create-staff-account', {
  allow: ['admin'],
  request: z
    .strictObject({ name: personName, email, roles: z.array(role).min(1) })
    .meta({ id: 'CreateStaffAccount' })
    .describe('The new colleague gets a link to set a password'),
  reply: account,
});

export const putRoles = defineRequest('accounts.put-roles', {
  allow: ['admin'],
  request: z.strictObject({ accountId: id, roles: z.array(role) }).meta({ id: 'PutRoles' }),
  reply: account,
});

export const device = z
  .object({
    id,
    name: z.string().trim().min(1).max(60).describe('Where it stands, such as "Kios pintu masuk"'),
    kind: deviceKind,
    registeredAt: instant,
    lastSeenAt: instant.nullable().describe('To the minute; null until it first came'),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'Device' });
export type Device = z.infer<typeof device>;

/** The token is shown here and never again: only its hash is kept. */
export const registerDevice = defineRequest('accounts.register-device', {
  allow: ['admin'],
  request: device.pick({ name: true, kind: true }).strict().meta({ id: 'RegisterDevice' }),
  reply: z.object({ id, token: z.string() }).meta({ id: 'RegisteredDevice' }),
});

export const listDevices = defineRequest('accounts.list-devices', {
  allow: ['admin'],
  request: paging,
  reply: pageOf(device),
});

export const revokeDevice = defineRequest('accounts.revoke-device', {
  allow: ['admin'],
  request: z.object({ deviceId: id }),
  reply: nothing,
});

/** The gateway turns a device's token into the actor. Unknown or revoked: `not-signed-in`. */
export const authenticateDevice = defineRequest('accounts.authenticate-device', {
  allow: 'anyone',
  request: z.strictObject({ token: z.string().min(20).max(200) }).meta({ id: 'DeviceToken' }),
  reply: device.pick({ id: true, name: true, kind: true }).meta({ id: 'EnrolledDevice' }),
});
