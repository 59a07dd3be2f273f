import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountClosed,
  accountRegistered,
  accountVerified,
  authenticate,
  closeMe,
  complaintDueSoon,
  complaintEscalated,
  createStaffAccount,
  exportMe,
  listAccounts,
  listSessions,
  newId,
  putRoles,
  refreshSession,
  registerAccount,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  newsFound,
  surveyInvited,
  verifyEmail,
  type SendMessage,
} from '@pst/contracts';
import { Clock } from '@pst/config';
import { MessageSeal, pendingSchemaChanges, Transaction } from '@pst/persistence';
import { PersonalData, type Actor } from '@pst/security';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { AccountsModule } from '../accounts.module.ts';
import { database } from '../database/data-source.ts';
import { openFirstAdmin } from './open-first-admin.ts';

const PASSWORD = 'kereta malam ke kenari';
let n = 0;
const anEmail = () => `kenari-${(n += 1)}@contoh.example`;

describe('an account', () => {
  const clock = Clock.standing(new Date('2026-11-23T02:00:00Z'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'accounts',
      module: AccountsModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  /** The messages ordered for an address, oldest first. */
  async function mailsTo(email: string): Promise<SendMessage[]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows
      .map(({ payload }) => seal.open(payload.id, payload.sealed))
      .filter(({ to }) => to === email);
  }
  async function tokenFor(email: string): Promise<string> {
    const content = (await mailsTo(email)).at(-1)?.content;
    return content !== undefined && 'link' in content
      ? (content.link?.split('#token=')[1] ?? '')
      : '';
  }
  async function registered(email: string, password = PASSWORD): Promise<void> {
    await service.ask(registerAccount, { name: 'Kenari Pertama', email, password });
    await service.ask(verifyEmail, { token: await tokenFor(email) });
  }
  async function signedIn(email: string) {
    const session = await service.ask(signIn, { email, password: PASSWORD });
    const { accountId, ...who } = await service.ask(authenticate, session);
    const actor: Actor = { kind: 'account', id: accountId, ...who };
    return { ...session, as: { actor } };
  }

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('signs in only after the link in the mail was opened', async () => {
    const email = anEmail();
    await service.ask(registerAccount, { name: 'Kenari', email, password: PASSWORD });
    await expect(service.ask(signIn, { email, password: PASSWORD })).rejects.toMatchObject({
      slug: 'email-not-verified',
    });
    await service.ask(verifyEmail, { token: await tokenFor(email) });
    const session = await service.ask(signIn, { email, password: PASSWORD });
    const who = await service.ask(authenticate, { accessToken: session.accessToken });
    expect(who).toMatchObject({ email, emailVerified: true, roles: ['patron'] });
    await service.event(accountRegistered, who.accountId);
    await service.event(accountVerified, who.accountId);
  });

  it('answers a registration alike for a new and a known address, and tells only the mailbox', async () => {
    const email = anEmail();
    const first = await service.ask(registerAccount, { name: 'K', email, password: PASSWORD });
    await service.ask(verifyEmail, { token: await tokenFor(email) });
    const second = await service.ask(registerAccount, { name: 'K', email, password: PASSWORD });
    expect(second).toEqual(first);
    expect((await mailsTo(email)).map(({ content }) => content.template)).toEqual([
      'account-verification',
      'account-exists',
    ]);
  });

  it('takes the password of the link that was opened, not of somebody who registered over it', async () => {
    const email = anEmail();
    await service.ask(registerAccount, { name: 'K', email, password: PASSWORD });
    const own = await tokenFor(email);
    await service.ask(registerAccount, { name: 'Penyusup', email, password: 'sandi si penyusup' });
    await service.ask(verifyEmail, { token: own });
    await expect(
      service.ask(signIn, { email, password: 'sandi si penyusup' }),
    ).rejects.toMatchObject({ slug: 'wrong-credentials' });
    expect((await service.ask(signIn, { email, password: PASSWORD })).account.name).toBe('K');
  });

  it('opens a link once, and not after half an hour', async () => {
    const email = anEmail();
    await service.ask(registerAccount, { name: 'K', email, password: PASSWORD });
    const token = await tokenFor(email);
    await service.ask(verifyEmail, { token });
    await expect(service.ask(verifyEmail, { token })).rejects.toMatchObject({
      slug: 'link-expired',
    });
    await service.ask(requestPasswordReset, { email });
    const late = await tokenFor(email);
    clock.moveTo(new Date(clock.now().getTime() + 31 * 60_000));
    await expect(
      service.ask(resetPassword, { token: late, password: PASSWORD }),
    ).rejects.toMatchObject({ slug: 'link-expired' });
  });

  it('answers an unknown address and a wrong password with the same words', async () => {
    const email = anEmail();
    await registered(email);
    const refusal = { slug: 'wrong-credentials', status: 401 };
    await expect(service.ask(signIn, { email, password: 'bukan ini' })).rejects.toMatchObject(
      refusal,
    );
    await expect(
      service.ask(signIn, { email: anEmail(), password: PASSWORD }),
    ).rejects.toMatchObject(refusal);
  });

  const renew = ({ refreshToken }: { refreshToken: string }, as = {}) =>
    service.ask(refreshSession, { refreshToken }, as);

  it('rotates refresh tokens, and ends the session when an old one comes back', async () => {
    const email = anEmail();
    await registered(email);
    const first = await service.ask(signIn, { email, password: PASSWORD });
    const second = await renew(first);
    await expect(service.ask(authenticate, first)).rejects.toMatchObject({ slug: 'not-signed-in' });
    await service.ask(authenticate, second);
    await expect(renew(first)).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    await expect(service.ask(authenticate, second)).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    await expect(renew(second)).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
  });

  it('gives the same tokens again to a client whose answer was lost', async () => {
    const email = anEmail();
    await registered(email);
    const session = await service.ask(signIn, { email, password: PASSWORD });
    const as = { idempotencyKey: newId() };
    const first = await renew(session, as);
    expect(await renew(session, as)).toEqual(first);
    await service.ask(authenticate, first);
  });

  it('is signed out everywhere when its password is reset, and its owner hears of it', async () => {
    const email = anEmail();
    await registered(email);
    const session = await service.ask(signIn, { email, password: PASSWORD });
    expect(await service.ask(requestPasswordReset, { email })).toEqual(
      await service.ask(requestPasswordReset, { email: anEmail() }),
    );
    await service.ask(resetPassword, {
      token: await tokenFor(email),
      password: 'sandi baru kenari',
    });
    await expect(service.ask(authenticate, session)).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    await service.ask(signIn, { email, password: 'sandi baru kenari' });
    expect((await mailsTo(email)).at(-1)?.content.template).toBe('password-changed');
  });

  it('lists its devices and signs out of one of them', async () => {
    const email = anEmail();
    await registered(email);
    const phone = await signedIn(email);
    const laptop = await signedIn(email);
    await service.ask(signOut, { sessionId: phone.sessionId }, laptop.as);
    await expect(service.ask(authenticate, phone)).rejects.toMatchObject({ slug: 'not-signed-in' });
    const { items } = await service.ask(listSessions, {}, laptop.as);
    expect(items).toMatchObject([{ id: laptop.sessionId, current: true }]);
  });

  it('of somebody else cannot be signed out', async () => {
    const [mine, theirs] = [anEmail(), anEmail()];
    await registered(mine);
    await registered(theirs);
    const victim = await signedIn(theirs);
    await expect(
      service.ask(signOut, { sessionId: victim.sessionId }, (await signedIn(mine)).as),
    ).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('leaves no trace of the person when it is closed', async () => {
    const email = anEmail();
    await registered(email);
    const session = await signedIn(email);
    expect(await service.ask(exportMe, {}, session.as)).toMatchObject({ email });
    await service.ask(closeMe, {}, session.as);
    await service.event(accountClosed, session.as.actor.id);
    await expect(service.ask(authenticate, session)).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    const [row] = await service.source.query(
      `select name_sealed, email_sealed, email_index, password_hash from account where id = $1`,
      [session.as.actor.id],
    );
    expect(Object.values(row)).toEqual([null, null, null, null]);
    // The address is free again.
    await registered(email);
  });

  it('of a new colleague begins with an invitation, and the last administrator stays', async () => {
    const admin = { actor: anActor('admin') };
    const email = anEmail();
    const created = await service.ask(
      createStaffAccount,
      { name: 'Petugas Kenari', email, roles: ['admin'] },
      admin,
    );
    await service.ask(resetPassword, { token: await tokenFor(email), password: PASSWORD });
    expect((await signedIn(email)).account.roles).toEqual(['admin']);
    await expect(
      service.ask(putRoles, { accountId: created.id, roles: ['officer'] }, admin),
    ).rejects.toMatchObject({ slug: 'last-admin' });
    const { items } = await service.ask(listAccounts, { role: 'admin' }, admin);
    expect(items.map(({ id }) => id)).toEqual([created.id]);
  });

  it('shows the person nowhere in the database or in events', async () => {
    const tables = await Promise.all(
      [
        'account',
        'single_use_link',
        'session',
        'refresh_token',
        'outbox',
        'idempotent_request',
      ].map((table) => service.source.query(`select * from ${table}`)),
    );
    expect(JSON.stringify(tables)).not.toMatch(/kenari/i);
  });

  it('is asked by mail how a reading was, at its own address and in its own language', async () => {
    const email = anEmail();
    await registered(email);
    const { as } = await signedIn(email);
    const invitationId = newId();
    await service.announce(
      surveyInvited.create(
        {
          invitationId,
          source: 'online-reading',
          sourceId: newId(),
          accountId: as.actor.id,
          invitedAt: clock.now().toISOString(),
        },
        { office: '1606', about: invitationId, at: clock.now() },
      ),
    );
    await eventually(async () => {
      const mail = (await mailsTo(email)).at(-1);
      expect(mail).toMatchObject({
        language: 'id',
        content: { template: 'survey-invitation', link: expect.stringMatching(/\/akun$/) },
      });
    });
  });

  it('is mailed what came of what it follows, once however often that is told', async () => {
    const email = anEmail();
    await registered(email);
    const { as } = await signedIn(email);
    const publicationId = newId();
    const event = newsFound.create(
      {
        accountId: as.actor.id,
        publications: [{ publicationId, title: 'Statistik Daerah 2026' }],
        more: 3,
      },
      { office: '1606', about: as.actor.id, at: clock.now() },
    );
    await service.announce(event);
    await service.announce(event);
    const link = `http://127.0.0.1:8080/katalog/${publicationId}`;
    await eventually(async () =>
      expect((await mailsTo(email)).map(({ content }) => content).slice(-2)).toEqual([
        expect.objectContaining({ template: 'account-verification' }),
        expect.objectContaining({
          template: 'publication-news',
          publications: [{ title: 'Statistik Daerah 2026', link }],
          more: 3,
        }),
      ]),
    );
  });

  it('of an officer hears of a date that comes near, and of the head of one that passed', async () => {
    const complaintId = newId();
    const email = anEmail();
    await registered(email);
    const { as } = await signedIn(email);
    const about = { office: '1606', about: complaintId, at: clock.now() };
    const told = {
      complaintId,
      number: '2026/0007',
      deadline: 'initial-response' as const,
      dueAt: '2026-11-24T08:30:00.000Z',
      accountIds: [as.actor.id],
    };
    await service.announce(complaintDueSoon.create(told, about));
    await service.announce(complaintEscalated.create(told, about));
    await eventually(async () => {
      const content = {
        template: 'complaint-deadline',
        number: '2026/0007',
        due: 'Selasa, 24 November 2026 pukul 15.30 WIB',
      };
      expect((await mailsTo(email)).slice(-2).map((mail) => mail.content)).toEqual([
        expect.objectContaining({
          ...content,
          broken: false,
          link: expect.stringMatching(/\/meja\/pengaduan$/),
        }),
        expect.objectContaining({ ...content, broken: true, link: null }),
      ]);
    });
  });

  it('of the first administrator is opened once, with a mail to choose the password', async () => {
    const transaction = service.running.app.get(Transaction);
    const around = {
      office: '7371',
      language: 'id',
      now: clock.now(),
      publicUrl: 'https://pst.example',
      personal: service.running.app.get(PersonalData),
    } as const;
    const [first, second] = [anEmail(), anEmail()];
    const open = (email: string) =>
      transaction.run((tx) => openFirstAdmin(tx, { name: 'Kepala Baru', email }, around));

    const outcomes = await Promise.allSettled([open(first), open(second)]);

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const mails = [...(await mailsTo(first)), ...(await mailsTo(second))];
    expect(mails.map(({ content }) => content.template)).toEqual(['staff-invitation']);
    await expect(open(anEmail())).rejects.toMatchObject({ slug: 'account-exists' });
  });
});
