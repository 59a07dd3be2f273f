import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  accountRolesChanged,
  authenticate,
  beginSingleSignOn,
  createStaffAccount,
  endSessionsByIssuer,
  finishSingleSignOn,
  readSingleSignOn,
  requestPasswordReset,
  resetPassword,
  signIn,
  type Role,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal } from '@pst/persistence';
import type { Actor } from '@pst/security';
import {
  anActor,
  eventually,
  serviceUnderTest,
  startFakeIssuer,
  type FakeIssuer,
  type Forged,
  type IssuerReturn,
  type ServiceUnderTest,
} from '@pst/testing';
import type { AccountsConfig } from '../accounts.config.ts';
import { AccountsModule } from '../accounts.module.ts';
import { database } from '../database/data-source.ts';

const PASSWORD = 'kereta malam ke kenari';
const PROFILE = new URL('../../../../deploy/service-standard-1606.yaml', import.meta.url);
const TABLE = `
staffSingleSignOn:
  source: uji
  name: SSO Uji
  rolesClaim: realm_access.roles
  roles: { pst-petugas: [officer], pst-kepala: [head], pst-pengelola: [admin] }
`;
let n = 0;
const anEmail = () => `tunggal-${(n += 1)}@contoh.example`;
const aSubject = () => `subjek-${(n += 1)}`;
const groups = (...roles: string[]) => ({ realm_access: { roles } });

describe('single sign-on of the staff', () => {
  const clock = Clock.standing(new Date('2026-11-23T02:00:00Z'));
  const admin = { actor: anActor('admin') };
  let issuer: FakeIssuer;
  let service: ServiceUnderTest;

  beforeAll(async () => {
    issuer = await startFakeIssuer();
    const profile = join(mkdtempSync(join(tmpdir(), 'office-')), 'office.yaml');
    writeFileSync(profile, readFileSync(PROFILE, 'utf8') + TABLE);
    service = await serviceUnderTest<AccountsConfig>({
      name: 'accounts',
      module: AccountsModule,
      database,
      clock,
      config: {
        OFFICE_PROFILE: profile,
        OIDC_ISSUER: issuer.url,
        OIDC_CLIENT_ID: issuer.client.id,
        OIDC_CLIENT_SECRET: issuer.client.secret,
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    await issuer.stop();
  });

  async function mailsTo(email: string): Promise<SendMessage['content'][]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows
      .map(({ payload }) => seal.open(payload.id, payload.sealed))
      .filter(({ to }) => to === email)
      .map(({ content }) => content);
  }
  /** A colleague who was invited, and the secret of their invitation. */
  async function invited(roles: Role[] = ['officer']) {
    const email = anEmail();
    const { id } = await service.ask(createStaffAccount, { name: 'Tunggal', email, roles }, admin);
    const content = (await mailsTo(email)).at(-1);
    const link = content !== undefined && 'link' in content ? (content.link ?? '') : '';
    return { id, email, invitation: link.split('#token=')[1] ?? '' };
  }
  /** Goes to the issuer and back. `tampered` changes what the browser brings. */
  async function through(
    sub: string,
    {
      invitation,
      roles = ['pst-petugas'],
      forged,
      sid,
      tampered = (back) => back,
    }: {
      invitation?: string;
      roles?: string[];
      forged?: Forged;
      sid?: string;
      tampered?: (back: IssuerReturn & { attempt: string }) => IssuerReturn & { attempt: string };
    } = {},
  ) {
    const { redirectTo, attempt } = await service.ask(beginSingleSignOn, {
      ...(invitation !== undefined && { invitation }),
    });
    const claims = { sub, ...groups(...roles), ...(sid !== undefined && { sid }) };
    const back = tampered({ ...issuer.signIn(redirectTo, claims, forged), attempt });
    return service.ask(finishSingleSignOn, back);
  }
  /** Somebody whose invitation was completed by single sign-on. */
  async function linked({ roles = ['pst-petugas'], sid }: { roles?: string[]; sid?: string } = {}) {
    const sub = aSubject();
    const { invitation, ...who } = await invited();
    const session = await through(sub, {
      invitation,
      roles,
      ...(sid !== undefined && { sid }),
    });
    return { sub, ...who, session };
  }

  it('is offered by its name', async () => {
    expect(await service.ask(readSingleSignOn, {})).toEqual({ name: 'SSO Uji' });
  });

  it('completes an invitation, and knows its owner from then on by issuer and subject', async () => {
    const { sub, id, email } = await linked();
    const { account, accessToken } = await through(sub);
    expect(account).toMatchObject({ id, email, roles: ['officer'], emailVerified: true });
    expect(await service.ask(authenticate, { accessToken })).toMatchObject({ accountId: id });
  });

  it('knows nobody by an e-mail address, whatever the issuer says of it', async () => {
    const { email } = await invited();
    const forged = { claims: { email, email_verified: true } };
    await expect(through(aSubject(), { forged })).rejects.toMatchObject({
      slug: 'identity-not-linked',
      status: 403,
    });
  });

  it('links an account whose owner shows the password, which is good for nothing afterwards', async () => {
    const { email, invitation } = await invited();
    await service.ask(resetPassword, { token: invitation, password: PASSWORD });
    const { accessToken } = await service.ask(signIn, { email, password: PASSWORD });
    const { accountId, ...who } = await service.ask(authenticate, { accessToken });
    const actor: Actor = { kind: 'account', id: accountId, ...who };
    await expect(
      service.ask(beginSingleSignOn, { password: 'bukan ini' }, { actor }),
    ).rejects.toMatchObject({ slug: 'wrong-credentials' });
    await expect(service.ask(beginSingleSignOn, { password: PASSWORD })).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    const begun = await service.ask(beginSingleSignOn, { password: PASSWORD }, { actor });
    const back = issuer.signIn(begun.redirectTo, { sub: aSubject(), ...groups('pst-petugas') });
    await service.ask(finishSingleSignOn, { ...back, attempt: begun.attempt });
    await expect(service.ask(signIn, { email, password: PASSWORD })).rejects.toMatchObject({
      slug: 'wrong-credentials',
    });
    await expect(service.ask(authenticate, { accessToken })).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    const before = await mailsTo(email);
    await service.ask(requestPasswordReset, { email });
    expect(await mailsTo(email)).toEqual(before);
  });

  it('opens one account by one identity', async () => {
    const { sub } = await linked();
    const { invitation } = await invited();
    await expect(through(sub, { invitation })).rejects.toMatchObject({ slug: 'identity-taken' });
  });

  it('gives the roles of the office’s table, and tells when they change', async () => {
    const { sub, id } = await linked({ roles: ['pst-petugas', 'admin', 'superuser'] });
    const { account } = await through(sub, { roles: ['pst-kepala', 'pst-petugas'] });
    expect(account.roles.toSorted()).toEqual(['head', 'officer']);
    await eventually(async () => {
      const told = (await service.events(accountRolesChanged)).filter(
        ({ subject }) => subject === id,
      );
      expect(told.at(-1)?.data.roles.toSorted()).toEqual(['head', 'officer']);
    });
  });

  it.each([
    ['no group', []],
    ['a group that the table does not name', ['admin']],
    ['a name that every object has', ['constructor', '__proto__']],
  ])('lets nobody in with %s', async (_, roles) => {
    const { sub } = await linked();
    await expect(through(sub, { roles })).rejects.toMatchObject({ slug: 'no-role-here' });
  });

  const soon = Math.floor(Date.now() / 1_000);
  const forgeries: [string, Forged][] = [
    ['another nonce', { claims: { nonce: 'lain' } }],
    ['another audience', { claims: { aud: 'aplikasi-lain' } }],
    ['another issuer', { claims: { iss: 'https://jahat.example' } }],
    ['no signature', { unsigned: true }],
    ['somebody else’s signature', { foreignKey: true }],
    ['its time over', { claims: { iat: soon - 7_200, exp: soon - 3_600 } }],
  ];
  it.each(forgeries)('refuses an ID token with %s', async (_, forged) => {
    const { sub } = await linked();
    await expect(through(sub, { forged })).rejects.toMatchObject({
      slug: 'single-sign-on-failed',
      status: 401,
    });
  });

  it('refuses a state, an attempt or an issuer that is not the one it began with', async () => {
    const { sub } = await linked();
    const other = await service.ask(beginSingleSignOn, {});
    const tampering: ((back: IssuerReturn & { attempt: string }) => typeof back)[] = [
      (back) => ({ ...back, state: 'lain' }),
      (back) => ({ ...back, attempt: other.attempt }),
      (back) => ({ ...back, iss: 'https://jahat.example' }),
      (back) => ({ ...back, code: 'curian' }),
    ];
    for (const tampered of tampering) {
      await expect(through(sub, { tampered })).rejects.toMatchObject({
        slug: 'single-sign-on-failed',
      });
    }
  });

  it('takes what a browser brought back once, and not after ten minutes', async () => {
    const { sub } = await linked();
    let brought: (IssuerReturn & { attempt: string }) | undefined;
    await through(sub, { tampered: (back) => (brought = back) });
    await expect(
      service.ask(finishSingleSignOn, brought ?? { attempt: '', code: '', state: '' }),
    ).rejects.toMatchObject({ slug: 'single-sign-on-failed' });
    const { redirectTo, attempt } = await service.ask(beginSingleSignOn, {});
    const late = issuer.signIn(redirectTo, { sub, ...groups('pst-petugas') });
    clock.moveTo(new Date(clock.now().getTime() + 601_000));
    await expect(service.ask(finishSingleSignOn, { ...late, attempt })).rejects.toMatchObject({
      slug: 'single-sign-on-failed',
    });
  });

  it('does not take the code of one attempt with the state of another', async () => {
    const { sub } = await linked();
    const first = await service.ask(beginSingleSignOn, {});
    const stolen = issuer.signIn(first.redirectTo, { sub, ...groups('pst-petugas') });
    await expect(
      through(aSubject(), { tampered: (back) => ({ ...back, code: stolen.code }) }),
    ).rejects.toMatchObject({ slug: 'single-sign-on-failed' });
  });

  describe('when somebody signs out at the issuer', () => {
    const goneFrom = (session: { accessToken: string }) =>
      expect(service.ask(authenticate, session)).rejects.toMatchObject({ slug: 'not-signed-in' });

    it('ends the session that began there, and no other', async () => {
      const { sub, session } = await linked({ sid: 'sesi-pertama' });
      const other = await through(sub, { sid: 'sesi-kedua' });
      const token = await issuer.logoutToken({ sub, sid: 'sesi-pertama' });
      await service.ask(endSessionsByIssuer, { logout_token: token });
      await goneFrom(session);
      await service.ask(authenticate, other);
    });

    it('ends all of them where the issuer names none', async () => {
      const { sub, session } = await linked();
      const other = await through(sub);
      await service.ask(endSessionsByIssuer, { logout_token: await issuer.logoutToken({ sub }) });
      await goneFrom(session);
      await goneFrom(other);
    });

    const useless: [string, Forged][] = [
      ['with another audience', { claims: { aud: 'aplikasi-lain' } }],
      ['from another issuer', { claims: { iss: 'https://jahat.example' } }],
      ['without a signature', { unsigned: true }],
      ['signed by somebody else', { foreignKey: true }],
      ['that is an ID token', { claims: { nonce: 'ada', events: {} } }],
      ['of an hour ago', { claims: { iat: soon - 3_600 } }],
    ];
    it.each(useless)('ends none by a token %s', async (_, forged) => {
      const { sub, session } = await linked();
      const token = await issuer.logoutToken({ sub }, forged);
      await expect(service.ask(endSessionsByIssuer, { logout_token: token })).rejects.toMatchObject(
        { slug: 'single-sign-on-failed' },
      );
      await service.ask(authenticate, session);
    });
  });

  it('keeps nothing that names its owner at the issuer', async () => {
    const { sub } = await linked({ sid: 'sesi-rahasia' });
    const tables = ['account', 'session', 'linked_identity', 'single_sign_on_attempt', 'outbox'];
    const kept = await Promise.all(
      tables.map((table) => service.source.query(`select * from ${table}`)),
    );
    expect(JSON.stringify(kept)).not.toContain(sub);
    expect(JSON.stringify(kept)).not.toContain('sesi-rahasia');
  });
});

describe('an office without an issuer', () => {
  it('offers no single sign-on, and begins none', async () => {
    const service = await serviceUnderTest<AccountsConfig>({
      name: 'accounts',
      module: AccountsModule,
      database,
      config: {},
    });
    try {
      expect(await service.ask(readSingleSignOn, {})).toEqual({ name: null });
      await expect(service.ask(beginSingleSignOn, {})).rejects.toMatchObject({ slug: 'not-found' });
    } finally {
      await service.stop();
    }
  });
});
