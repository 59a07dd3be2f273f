import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import { Desk, type Answer } from './desk.ts';

const NINE = '2026-11-23T09:00:00+07:00';
const PATIENCE = { timeoutMs: 20_000 };

const guestbookEntry = {
  name: 'Pembaca Komputer',
  identityKind: 'ktp',
  institution: 'Universitas',
  institutionCategory: 'education-research',
  occupation: 'student',
  education: 'bachelor',
  sex: 'female',
  birthYear: 2003,
  purpose: 'library-visit',
  useOfData: 'research',
  service: 'digital-library',
  noticeVersion: '2026-01',
};

describe('a visitor at a desk PC', () => {
  let system: RunningSystem;
  let desk: Desk;
  let officer: string;
  let analyst: string;
  let pc: Answer['body'];
  let ticket: Answer['body'];
  let publicationId: string;
  /** The browser of the PC: its cookies, by name. */
  const jar = new Map<string, string>();

  beforeAll(async () => {
    system = await startSystem({ DEMO_CLOCK: NINE });
    desk = new Desk(system);
    officer = await desk.signInAs('officer');
    analyst = await desk.signInAs('analyst');
    pc = await desk.want('/v1/desk/workstations', { body: { name: 'PC 1' }, token: officer });
    publicationId = await aPublicSoftcopy();
    ticket = await visitorWhoWaitsForPc();
  });
  afterAll(() => system?.stop());

  /** What the sample catalogue lends to signed-in readers, once more for everybody. */
  async function aPublicSoftcopy(): Promise<string> {
    const librarian = await desk.signInAs('librarian');
    const { items } = await desk.want('/v1/publications?availability=softcopy&limit=2');
    const pdf = await fetch(`${system.gateway}/v1/publications/${items[0].id}/softcopy`, {
      headers: { authorization: `Bearer ${librarian}` },
    });
    const { id } = await desk.want('/v1/desk/publications', {
      body: { title: 'Terbuka untuk semua' },
      token: librarian,
    });
    const put = await fetch(`${system.gateway}/v1/desk/publications/${id}/softcopy?access=public`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${librarian}`, 'content-type': 'application/pdf' },
      body: await pdf.arrayBuffer(),
    });
    expect(put.status).toBe(200);
    return id;
  }

  async function visitorWhoWaitsForPc(): Promise<Answer['body']> {
    const signed = await desk.want('/v1/visits', { body: guestbookEntry });
    const act = (path: string, body: object) =>
      desk.want(`/v1/desk/visits/${signed.id}/${path}`, { body, token: officer });
    await desk.want('/v1/desk/calls', { body: { counter: '1' }, token: officer });
    await act('identity-check', { kind: 'ktp' });
    await act('to-workstation', {});
    return signed;
  }

  /** Asks as the PC's browser does: with its cookies, and keeping those it is given. */
  async function atPc(path: string, ask: { method?: string; body?: unknown } = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await desk.ask(path, {
      ...ask,
      headers: { 'x-requested-with': 'pst-web', ...(cookie !== '' && { cookie }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') {
        jar.delete(name);
      } else {
        jar.set(name, value);
      }
    }
    return answer;
  }

  const movePc = (action: string) =>
    desk.want(`/v1/desk/workstations/${pc.id}/${action}`, { body: {}, token: officer });
  const openWith = (code: string) =>
    atPc('/v1/workstation-session', { body: { code, workstationId: pc.id } });
  const titles = () => desk.want(`/v1/desk/visits/${ticket.id}/titles`, { token: officer });
  const events = async (type: string): Promise<Answer['body'][]> =>
    (await desk.want(`/v1/events?types=${type}&limit=1000`, { token: analyst }))
      .split('\n')
      .filter((line: string) => line !== '')
      .map((line: string): Answer['body'] => JSON.parse(line));
  const readings = async () =>
    (await events('pst.catalogue.softcopy.read.v1')).filter(
      ({ data }) => data.publicationId === publicationId,
    );

  it('sees whom the PC is held for, and cannot open it before the officer hands it over', async () => {
    expect(await desk.want(`/v1/workstations/${pc.id}`)).toMatchObject({
      name: 'PC 1',
      state: 'offered',
      ticketNumber: ticket.ticketNumber,
    });
    expect(await openWith(ticket.code)).toMatchObject({
      status: 409,
      body: { type: '/problems/workstation-not-yours' },
    });
    expect(jar.size).toBe(0);
  });

  it('opens it with the ticket’s code: a token in a cookie that no script and no answer shows', async () => {
    await movePc('start');
    const opened = await openWith(ticket.code);
    expect(opened).toMatchObject({ status: 201, body: { visitId: ticket.id } });
    const [cookie = ''] = opened.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(JSON.stringify(opened.body)).not.toContain([...jar.values()][0]);
    expect((await atPc('/v1/workstation-session')).body.session).toMatchObject({
      ticketNumber: ticket.ticketNumber,
    });
  });

  it('reads without an account, and the title counts to the visit', async () => {
    expect((await atPc(`/v1/publications/${publicationId}/softcopy`)).status).toBe(200);
    await eventually(async () => {
      expect((await titles()).softcopies).toMatchObject([
        { publicationId, title: 'Terbuka untuk semua', times: 1 },
      ]);
    }, PATIENCE);
  });

  it('signs in and asks for a softcopy, which counts to the visit as well', async () => {
    const account = { ...system.accounts['patron'], client: 'browser' };
    expect((await atPc('/v1/sessions', { body: account })).status).toBe(201);
    const body = { publicationIds: [publicationId], purpose: 'research' };
    const asked = await atPc('/v1/document-requests', { body });
    expect(asked.status).toBe(201);
    await eventually(async () => {
      const submitted = await events('pst.document-delivery.request.submitted.v1');
      const own = submitted.find(({ subject }) => subject === asked.body.id);
      expect(own?.data.visitId).toBe(ticket.id);
    }, PATIENCE);
  });

  it('cannot put another visit in the place of the own one', async () => {
    const { id: other } = await desk.want('/v1/visits', { body: guestbookEntry });
    const answer = await desk.ask(`/v1/publications/${publicationId}/softcopy`, {
      headers: {
        cookie: `pst-visit=${'x'.repeat(43)}`,
        'pst-visit': other,
        'x-visit-id': other,
      },
    });
    expect(answer.status).toBe(200);
    await eventually(async () => {
      const visits = (await readings()).map(({ data }) => data.visitId);
      expect(visits).toEqual([ticket.id, undefined]);
    }, PATIENCE);
  });

  it('leaves nothing behind: signed out, cookies gone, and nothing counts after that', async () => {
    const kept = new Map(jar);
    const left = await atPc('/v1/workstation-session', { method: 'DELETE' });
    expect(left.status).toBe(204);
    expect(left.headers.get('clear-site-data')).toBe('"storage", "cache"');
    expect(jar.size).toBe(0);
    expect((await desk.want(`/v1/visits/${ticket.code}`)).state).toBe('completed');
    expect((await desk.want(`/v1/workstations/${pc.id}`)).state).toBe('cleaning');
    // The cookies as a thief would have kept them.
    for (const [name, value] of kept) {
      jar.set(name, value);
    }
    expect((await atPc('/v1/me')).status).toBe(401);
    expect((await atPc('/v1/workstation-session')).body.session).toBeNull();
    expect((await atPc(`/v1/publications/${publicationId}/softcopy`)).status).toBe(200);
    await eventually(async () => {
      const visits = (await readings()).map(({ data }) => data.visitId);
      expect(visits).toEqual([ticket.id, undefined, undefined]);
    }, PATIENCE);
    expect((await titles()).softcopies).toMatchObject([{ times: 1 }]);
  });

  it('finds the PC free for the next one when the officer says that it is clean', async () => {
    expect(await movePc('ready')).toMatchObject({ state: 'free', visitId: null });
  });
});
