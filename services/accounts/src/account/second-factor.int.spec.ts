import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  authenticate,
  beginTotp,
  changeMe,
  closeMe,
  confirmTotp,
  createStaffAccount,
  listSessions,
  newId,
  readAccessJournal,
  readMe,
  readSecondFactor,
  removeTotp,
  requestPasswordReset,
  resetPassword,
  resetSecondFactor,
  signIn,
  type Role,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal } from '@pst/persistence';
import type { Actor } from '@pst/security';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { generateSync } from 'otplib';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountsModule } from '../accounts.module.ts';
import { database } from '../database/data-source.ts';

const PASSWORD = 'kereta malam ke kenari';
const PROFILE = new URL('../../../../deploy/service-standard-1606.yaml', import.meta.url);
const OPTIONAL = 'staffSecondFactor: optional\n';
let n = 0;
const anEmail = () => `langkah-${(n += 1)}@contoh.example`;

/** The office's profile with another line in the place of its word on the second step. */
function profileWith(line: string): string {
  const written = readFileSync(PROFILE, 'utf8');
  expect(written).toContain(OPTIONAL);
  const path = join(mkdtempSync(join(tmpdir(), 'office-')), 'office.yaml');
  writeFileSync(path, written.replace(OPTIONAL, line));
  return path;
}

describe('the second step of a sign-in', () => {
  const clock = Clock.standing(new Date('2026-11-23T02:00:00Z'));
  const admin = { actor: anActor('admin') };
  let service: ServiceUnderTest;
  /** The same office, where the staff must have a second step. */
  let strict: ServiceUnderTest;

  beforeAll(async () => {
    const start = (config: { OFFICE_PROFILE: string }) =>
      serviceUnderTest({ name: 'accounts', module: AccountsModule, database, clock, config });
    [service, strict] = await Promise.all([
      // A profile from before there was a second step.
      start({ OFFICE_PROFILE: profileWith('') }),
      start({ OFFICE_PROFILE: profileWith('staffSecondFactor: required\n') }),
    ]);
  });
  afterAll(() => Promise.all([service.stop(), strict.stop()]));

  const later = (seconds: number) =>
    clock.moveTo(new Date(clock.now().getTime() + seconds * 1_000));
  const codeOf = (secret: string, secondsFromNow = 0) =>
    generateSync({ secret, epoch: clock.now().getTime() / 1_000 + secondsFromNow });
  const refused = (slug: string) => expect.objectContaining({ slug });

  async function mailsTo(email: string, of = service): Promise<SendMessage['content'][]> {
    const seal = of.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await of.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows
      .map(({ payload }) => seal.open(payload.id, payload.sealed))
      .filter(({ to }) => to === email)
      .map(({ content }) => content);
  }
  async function choosePassword(email: string, of = service): Promise<void> {
    const content = (await mailsTo(email, of)).at(-1);
    const token = content && 'link' in content ? (content.link?.split('#token=')[1] ?? '') : '';
    await of.ask(resetPassword, { token, password: PASSWORD });
  }
  async function asHolderOf(accessToken: string, of = service) {
    const { accountId, ...who } = await of.ask(authenticate, { accessToken });
    const actor: Actor = { kind: 'account', id: accountId, ...who };
    return { actor };
  }
  /** A colleague who has chosen a password and signed in. */
  async function aColleague({ roles = ['officer'] as Role[], of = service } = {}) {
    const email = anEmail();
    const { id } = await of.ask(createStaffAccount, { name: 'Kenari Kedua', email, roles }, admin);
    await choosePassword(email, of);
    const { accessToken } = await of.ask(signIn, { email, password: PASSWORD });
    return { id, email, accessToken, as: await asHolderOf(accessToken, of) };
  }
  /** The same with an authenticator app, of which one code was used already. */
  async function withApp({ of = service, roles = ['officer'] as Role[] } = {}) {
    const colleague = await aColleague({ of, roles });
    const { secret } = await of.ask(beginTotp, { password: PASSWORD }, colleague.as);
    const { recoveryCodes } = await of.ask(confirmTotp, { code: codeOf(secret) }, colleague.as);
    later(30);
    const enter = (totp?: string) =>
      of.ask(signIn, {
        email: colleague.email,
        password: PASSWORD,
        ...(totp !== undefined && { totp }),
      });
    return { ...colleague, secret, recoveryCodes, enter };
  }

  it('is not asked of an account without one, in a profile that says nothing of it', async () => {
    const { as } = await aColleague();
    expect(await service.ask(readSecondFactor, {}, as)).toEqual({
      totpSince: null,
      recoveryCodesLeft: 0,
      required: false,
    });
    expect(await service.ask(readMe, {}, as)).toMatchObject({
      roles: ['officer'],
      secondFactor: false,
      secondFactorDue: false,
    });
  });

  it('counts only once a code of the new key was typed', async () => {
    const { email, as } = await aColleague();
    const { secret, uri } = await service.ask(beginTotp, { password: PASSWORD }, as);
    expect(uri).toContain(`secret=${secret}`);
    await service.ask(signIn, { email, password: PASSWORD });
    await expect(
      service.ask(confirmTotp, { code: codeOf(secret, 3_600) }, as),
    ).rejects.toMatchObject({ slug: 'second-factor-wrong' });
    const { recoveryCodes } = await service.ask(confirmTotp, { code: codeOf(secret) }, as);
    expect(new Set(recoveryCodes).size).toBe(10);
    await expect(service.ask(signIn, { email, password: PASSWORD })).rejects.toMatchObject({
      slug: 'second-factor-needed',
      status: 401,
    });
    expect((await mailsTo(email)).at(-1)).toMatchObject({
      template: 'second-factor-changed',
      change: 'set-up',
    });
  });

  it('opens no session by the password alone, and one by password and code', async () => {
    const { enter, secret, email, as } = await withApp();
    const before = await service.ask(listSessions, {}, as);
    await expect(enter()).rejects.toMatchObject({ slug: 'second-factor-needed' });
    expect(await service.ask(listSessions, {}, as)).toEqual(before);
    const { accessToken } = await enter(codeOf(secret));
    expect(await service.ask(authenticate, { accessToken })).toMatchObject({ email });
  });

  it('says nothing of itself to whoever has not the password', async () => {
    const { email, secret } = await withApp();
    await expect(
      service.ask(signIn, { email, password: 'bukan ini', totp: codeOf(secret) }),
    ).rejects.toMatchObject({ slug: 'wrong-credentials' });
  });

  it('takes a code one step early or late, and none further off', async () => {
    const { enter, secret } = await withApp();
    later(300);
    await expect(enter(codeOf(secret, -60))).rejects.toMatchObject({ slug: 'second-factor-wrong' });
    await expect(enter(codeOf(secret, 60))).rejects.toMatchObject({ slug: 'second-factor-wrong' });
    await enter(codeOf(secret, -30));
    await enter(codeOf(secret, 30));
  });

  it('takes a code once, of many who bring it at the same time as well', async () => {
    const { enter, secret } = await withApp();
    const code = codeOf(secret);
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => enter(code)));
    const opened = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(opened).toHaveLength(1);
    const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(reasons).toEqual(Array(3).fill(refused('second-factor-wrong')));
  });

  it('does not take the code again that confirmed the key, nor an older one', async () => {
    const { email, as } = await aColleague();
    const { secret } = await service.ask(beginTotp, { password: PASSWORD }, as);
    const code = codeOf(secret);
    await service.ask(confirmTotp, { code }, as);
    for (const totp of [code, codeOf(secret, -30)]) {
      await expect(service.ask(signIn, { email, password: PASSWORD, totp })).rejects.toMatchObject({
        slug: 'second-factor-wrong',
      });
    }
  });

  it('rests after five wrong codes, from the right one as well', async () => {
    const { enter, secret } = await withApp();
    for (let guess = 0; guess < 5; guess += 1) {
      await expect(enter('ABCDE-12345')).rejects.toMatchObject({ slug: 'second-factor-wrong' });
    }
    await expect(enter(codeOf(secret))).rejects.toMatchObject({
      slug: 'too-many-requests',
      params: { retryAfterSeconds: 900 },
    });
    later(901);
    await enter(codeOf(secret));
  });

  it('takes each recovery code once, however it is typed, and tells the owner', async () => {
    const { enter, recoveryCodes, email, as } = await withApp();
    const [first = ''] = recoveryCodes;
    await enter(first.toLowerCase().replace('-', ' '));
    await expect(enter(first)).rejects.toMatchObject({ slug: 'second-factor-wrong' });
    expect((await mailsTo(email)).at(-1)).toMatchObject({
      template: 'second-factor-changed',
      change: 'recovery-code-used',
      recoveryCodesLeft: 9,
    });
    expect(await service.ask(readSecondFactor, {}, as)).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it('gives the same session again to a client whose answer was lost', async () => {
    const { email, secret } = await withApp();
    const body = { email, password: PASSWORD, totp: codeOf(secret) };
    const as = { idempotencyKey: newId() };
    const first = await service.ask(signIn, body, as);
    expect(await service.ask(signIn, body, as)).toEqual(first);
  });

  it('is kept as a sealed key and hashes, and in no event', async () => {
    const { secret, recoveryCodes } = await withApp();
    const kept = JSON.stringify(
      await Promise.all(
        ['authenticator', 'recovery_code', 'access_line', 'outbox', 'idempotent_request'].map(
          (table) => service.source.query(`select * from ${table}`),
        ),
      ),
    );
    for (const word of [secret, ...recoveryCodes, ...recoveryCodes.map((one) => one.slice(0, 5))]) {
      expect(kept).not.toContain(word);
    }
  });

  it('ends the other sessions when it is set up', async () => {
    const { email, as, accessToken } = await aColleague();
    const other = await service.ask(signIn, { email, password: PASSWORD });
    const { secret } = await service.ask(beginTotp, { password: PASSWORD }, as);
    await service.ask(confirmTotp, { code: codeOf(secret) }, as);
    await expect(service.ask(authenticate, other)).rejects.toMatchObject({ slug: 'not-signed-in' });
    await service.ask(authenticate, { accessToken });
  });

  it('is neither replaced nor taken off by a stolen session', async () => {
    const { as, secret } = await withApp();
    await expect(service.ask(beginTotp, { password: 'bukan ini' }, as)).rejects.toMatchObject({
      slug: 'wrong-credentials',
    });
    await expect(service.ask(beginTotp, { password: PASSWORD }, as)).rejects.toMatchObject({
      slug: 'second-factor-needed',
    });
    const code = codeOf(secret, 3_600);
    for (const contract of [beginTotp, removeTotp]) {
      await expect(service.ask(contract, { password: PASSWORD, code }, as)).rejects.toMatchObject({
        slug: 'second-factor-wrong',
      });
    }
  });

  it('is replaced by another phone, and the old key opens until the new one is confirmed', async () => {
    const { as, secret, enter } = await withApp();
    const old = codeOf(secret);
    const { secret: next } = await service.ask(beginTotp, { password: PASSWORD, code: old }, as);
    later(30);
    await enter(codeOf(secret));
    later(30);
    await service.ask(confirmTotp, { code: codeOf(next) }, as);
    later(30);
    await expect(enter(codeOf(secret))).rejects.toMatchObject({ slug: 'second-factor-wrong' });
    await enter(codeOf(next));
  });

  it('of a key that was left lying for a quarter of an hour is not confirmed', async () => {
    const { as } = await aColleague();
    const { secret } = await service.ask(beginTotp, { password: PASSWORD }, as);
    later(901);
    await expect(service.ask(confirmTotp, { code: codeOf(secret) }, as)).rejects.toMatchObject({
      slug: 'totp-key-expired',
    });
  });

  it('is taken off with password and code, and the owner hears of it', async () => {
    const { as, secret, email, enter } = await withApp();
    await service.ask(removeTotp, { password: PASSWORD, code: codeOf(secret) }, as);
    await enter();
    expect((await mailsTo(email)).at(-1)).toMatchObject({ change: 'removed' });
    expect(
      await service.source.query(`select from recovery_code where account_id = $1`, [as.actor.id]),
    ).toEqual([]);
  });

  it('outlives a forgotten password', async () => {
    const { email, enter } = await withApp();
    await service.ask(requestPasswordReset, { email });
    await choosePassword(email);
    await expect(enter()).rejects.toMatchObject({ slug: 'second-factor-needed' });
  });

  it('is reset by an administrator with a reason, which ends the sessions and stands in the journal', async () => {
    const { id, email, accessToken, enter } = await withApp();
    const answer = await service.ask(
      resetSecondFactor,
      { accountId: id, reason: 'phone-lost' },
      admin,
    );
    expect(answer).toMatchObject({ id, secondFactor: false });
    await expect(service.ask(authenticate, { accessToken })).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    await enter();
    expect((await mailsTo(email)).at(-1)).toMatchObject({ change: 'reset' });
    const head = { actor: anActor('head') };
    const { items } = await service.ask(readAccessJournal, { limit: 2 }, head);
    expect(items).toMatchObject([
      {
        action: 'second-factor-reset',
        accountId: id,
        actorId: admin.actor.id,
        reason: 'phone-lost',
      },
      { action: 'totp-set-up', accountId: id, actorId: id, reason: null },
    ]);
  });

  it('is not reset by oneself, without one, or from another office', async () => {
    const { id } = await withApp({ roles: ['admin'] });
    const itself = { actor: { ...anActor('admin'), id } };
    const reset = (accountId: string, as: Parameters<typeof service.ask>[2]) =>
      service.ask(resetSecondFactor, { accountId, reason: 'phone-lost' }, as);
    await expect(reset(id, itself)).rejects.toMatchObject({ slug: 'own-second-factor' });
    await expect(reset(id, { ...admin, office: '1605' })).rejects.toMatchObject({
      slug: 'not-found',
    });
    await expect(reset((await aColleague()).id, admin)).rejects.toMatchObject({
      slug: 'not-found',
    });
  });

  it('leaves a journal that nobody rewrites', async () => {
    await withApp();
    await expect(service.source.query('delete from access_line')).rejects.toThrow('append-only');
    await expect(
      service.source.query(`update access_line set reason = 'misuse-suspected'`),
    ).rejects.toThrow('append-only');
  });

  it('goes with an account that is closed', async () => {
    const { as } = await withApp();
    await service.ask(closeMe, {}, as);
    for (const table of ['authenticator', 'recovery_code']) {
      expect(
        await service.source.query(`select from ${table} where account_id = $1`, [as.actor.id]),
      ).toEqual([]);
    }
  });

  describe('where the office requires it', () => {
    it('leaves the staff no role until it is set up, and every role from then on', async () => {
      const { as, accessToken } = await aColleague({ of: strict, roles: ['officer', 'patron'] });
      expect(as.actor).toMatchObject({ roles: ['patron'] });
      expect(await strict.ask(readMe, {}, as)).toMatchObject({
        roles: ['patron'],
        secondFactorDue: true,
      });
      const { secret } = await strict.ask(beginTotp, { password: PASSWORD }, as);
      await strict.ask(confirmTotp, { code: codeOf(secret) }, as);
      const { actor } = await asHolderOf(accessToken, strict);
      expect(actor).toMatchObject({ roles: ['officer', 'patron'] });
      expect(await strict.ask(readMe, {}, { actor })).toMatchObject({ secondFactorDue: false });
    });

    it('cannot be taken off', async () => {
      const { as, secret } = await withApp({ of: strict });
      await expect(
        strict.ask(removeTotp, { password: PASSWORD, code: codeOf(secret) }, as),
      ).rejects.toMatchObject({ slug: 'second-factor-required' });
    });

    it('is asked of nobody who only reads', async () => {
      const { as } = await aColleague({ of: strict, roles: ['patron'] });
      expect(await strict.ask(readSecondFactor, {}, as)).toMatchObject({ required: false });
      expect(await strict.ask(changeMe, { language: 'en' }, as)).toMatchObject({
        roles: ['patron'],
      });
    });
  });
});
