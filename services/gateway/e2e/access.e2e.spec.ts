import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@pst/contracts';
import { startSystem, type RunningSystem } from '@pst/testing';
import { Desk } from './desk.ts';

const ROLES = [
  'patron',
  'officer',
  'librarian',
  'complaint-handler',
  'head',
  'analyst',
  'admin',
] as const;
type Role = (typeof ROLES)[number];

/** A kiosk, a board and a workstation, by their tokens. */
const DEVICES = ['device:kiosk', 'device:board', 'device:workstation'] as const;

const ANYONE = ['anonymous', ...ROLES, ...DEVICES] as const;
const SIGNED_IN: readonly Role[] = ROLES;
const DESK: readonly Role[] = ['officer', 'admin'];
const WATCH_DESK: readonly Role[] = ['officer', 'head', 'admin'];
const KEEPERS: readonly Role[] = ['head', 'admin'];
const LIBRARIANS: readonly Role[] = ['librarian', 'admin'];
const REVIEWERS: readonly Role[] = ['officer', 'librarian', 'admin'];
const HANDLERS: readonly Role[] = ['complaint-handler', 'admin'];
const STAFF: readonly Role[] = ROLES.filter((role) => role !== 'patron');
const KIOSK = ['device:kiosk'] as const;
const REPORTS: readonly Role[] = ['head', 'analyst', 'admin'];

/** Who may use which route, written down by hand: the contracts are what is tested with it. */
const ALLOWED: Record<string, readonly string[]> = {
  'GET /healthz': ANYONE,
  'GET /readyz': ANYONE,
  'GET /metrics': ANYONE,
  'GET /asyncapi.json': ANYONE,
  'GET /docs/events': ANYONE,
  'GET /v1/office': ANYONE,
  'GET /v1/office/status': ANYONE,
  'GET /v1/reference/guestbook': ANYONE,
  'GET /v1/privacy-notice': ANYONE,
  'GET /v1/institutions': ANYONE,
  'POST /v1/visitors/lookups': ANYONE,
  'POST /v1/visitors/lookups/confirmation': ANYONE,
  'POST /v1/privacy-requests': ANYONE,
  'POST /v1/privacy-requests/copies': ANYONE,
  'GET /v1/privacy-requests/{code}': ANYONE,
  'GET /v1/office/calendar': ANYONE,
  'POST /v1/accounts': ANYONE,
  'POST /v1/accounts/verification': ANYONE,
  'POST /v1/password-resets': ANYONE,
  'POST /v1/password-resets/confirmation': ANYONE,
  'POST /v1/sessions': ANYONE,
  'POST /v1/sessions/refresh': ANYONE,
  'GET /v1/single-sign-on': ANYONE,
  'POST /v1/single-sign-on/attempts': ANYONE,
  'POST /v1/single-sign-on/sessions': ANYONE,
  'POST /v1/single-sign-on/logout': ANYONE,
  'GET /v1/sessions': SIGNED_IN,
  'DELETE /v1/sessions/current': SIGNED_IN,
  'DELETE /v1/sessions/{sessionId}': SIGNED_IN,
  'GET /v1/me': SIGNED_IN,
  'PATCH /v1/me': SIGNED_IN,
  'DELETE /v1/me': SIGNED_IN,
  'GET /v1/me/export': SIGNED_IN,
  'GET /v1/me/second-factor': SIGNED_IN,
  'POST /v1/me/totp': SIGNED_IN,
  'POST /v1/me/totp/confirmation': SIGNED_IN,
  'POST /v1/me/totp/removal': SIGNED_IN,
  'POST /v1/visits': ANYONE,
  'GET /v1/visits/{code}': ANYONE,
  'POST /v1/visits/{code}/departure': ANYONE,
  'GET /v1/workstations/{workstationId}': ANYONE,
  'GET /v1/workstation': ['device:workstation'],
  'POST /v1/workstation/session': ['device:workstation'],
  'GET /v1/workstation-session': ANYONE,
  'POST /v1/workstation-session': ANYONE,
  'DELETE /v1/workstation-session': ANYONE,
  'GET /v1/queue': ANYONE,
  'GET /v1/queue/stream': ANYONE,
  'GET /v1/kiosk': KIOSK,
  'POST /v1/kiosk/ticket-blocks': KIOSK,
  'POST /v1/kiosk/entries': KIOSK,
  'POST /v1/kiosk/prints': KIOSK,
  'GET /v1/desk/kiosk-refusals': WATCH_DESK,
  'GET /v1/publications': ANYONE,
  'GET /v1/publications/{publicationId}': ANYONE,
  'GET /v1/publications/{publicationId}/pages': ANYONE,
  'GET /v1/pages': ANYONE,
  'GET /v1/publications/{publicationId}/citation': ANYONE,
  'GET /v1/publications/{publicationId}/record': ANYONE,
  'GET /v1/publications/{publicationId}/cover': ANYONE,
  'GET /v1/publications/{publicationId}/softcopy': ANYONE,
  'GET /v1/publications/{publicationId}/reading-position': SIGNED_IN,
  'PUT /v1/publications/{publicationId}/reading-position': SIGNED_IN,
  'GET /v1/me/followings': SIGNED_IN,
  'POST /v1/me/followings': SIGNED_IN,
  'DELETE /v1/me/followings/{followingId}': SIGNED_IN,
  'GET /v1/suggestions': ANYONE,
  'GET /oai': ANYONE,
  'POST /oai': ANYONE,
  'GET /sru': ANYONE,
  'GET /sitemap.xml': ANYONE,
  'GET /sitemaps/{part}': ANYONE,
  'GET /rss.xml': ANYONE,
  'GET /robots.txt': ANYONE,
  'GET /katalog/{publicationId}': ANYONE,
  'GET /opds/v2': ANYONE,
  'GET /opds/v2/publications': ANYONE,
  'GET /opds/v1.2': ANYONE,
  'GET /opds/v1.2/publications': ANYONE,
  'GET /opds/v1.2/search.xml': ANYONE,
  'GET /opds/authentication': ANYONE,
  'POST /opds/token': ANYONE,
  'POST /v1/document-requests': SIGNED_IN,
  'GET /v1/document-requests': SIGNED_IN,
  'GET /v1/document-requests/{requestId}': SIGNED_IN,
  'POST /v1/document-requests/{requestId}/cancellation': SIGNED_IN,
  'POST /v1/visits/{code}/address-proofs': ANYONE,
  'POST /v1/visits/{code}/document-requests': ANYONE,
  'GET /v1/visits/{code}/document-requests': ANYONE,
  'GET /v1/deliveries/{token}': ANYONE,
  'GET /v1/deliveries/{token}/files/{n}': ANYONE,
  'GET /v1/me/surveys': SIGNED_IN,
  'GET /v1/desk/visits/{visitId}/survey': DESK,
  'GET /v1/surveys/{token}': ANYONE,
  'POST /v1/surveys/{token}': ANYONE,
  'POST /v1/surveys/{token}/national': ANYONE,
  'GET /v1/desk/national-survey': ['head', 'analyst', 'admin'],
  'GET /v1/satisfaction': ANYONE,
  'GET /v1/satisfaction/picture.svg': ANYONE,
  'GET /v1/webhooks/whatsapp': ANYONE,
  'POST /v1/webhooks/whatsapp': ANYONE,
  'GET /v1/satisfaction/comments': ANYONE,
  'GET /v1/satisfaction/follow-ups': ANYONE,
  'POST /v1/desk/follow-ups': ['head', 'admin'],
  'POST /v1/desk/follow-ups/{followUpId}/completion': ['head', 'admin'],
  'POST /v1/desk/feedback/{responseId}/moderation': ['head', 'admin'],
  'GET /v1/complaint-figures': ANYONE,
  'POST /v1/complaints': ANYONE,
  'GET /v1/complaints/{code}': ANYONE,
  'POST /v1/complaints/{code}/messages': ANYONE,
  'POST /v1/complaints/{code}/attachments': ANYONE,
  'GET /v1/complaints/{code}/attachments/{attachmentId}': ANYONE,
  'POST /v1/complaints/{code}/reopening': ANYONE,
  'POST /v1/complaints/{code}/rating': ANYONE,
  'GET /v1/desk/visits': WATCH_DESK,
  'POST /v1/desk/visits': DESK,
  'POST /v1/desk/calls': DESK,
  'POST /v1/desk/visits/{visitId}/identity-check': DESK,
  'GET /v1/desk/visits/{visitId}/identity-number': DESK,
  'POST /v1/desk/visits/{visitId}/identity-number': DESK,
  'POST /v1/desk/visits/{visitId}/identity-number/reveal': DESK,
  'GET /v1/desk/copies': ['officer', 'librarian', 'head', 'admin'],
  'GET /v1/desk/readings': WATCH_DESK,
  'GET /v1/desk/visits/{visitId}/titles': WATCH_DESK,
  'POST /v1/desk/visits/{visitId}/readings': DESK,
  'DELETE /v1/desk/visits/{visitId}/readings/{readingId}': DESK,
  'POST /v1/desk/visits/{visitId}/priority': DESK,
  'POST /v1/desk/visits/{visitId}/transfer': DESK,
  'GET /v1/desk/visits/{visitId}/log': WATCH_DESK,
  'POST /v1/desk/visits/{visitId}/corrections': WATCH_DESK,
  'POST /v1/desk/visits/{visitId}/{action}': DESK,
  'GET /v1/desk/institutions': DESK,
  'GET /v1/desk/institutions/unmatched': DESK,
  'POST /v1/desk/institutions': DESK,
  'POST /v1/desk/institutions/{institutionId}/spellings': DESK,
  'POST /v1/desk/institutions/{institutionId}/merge': DESK,
  'GET /v1/desk/audit': ['admin'],
  'POST /v1/desk/retention-runs': ['admin'],
  'GET /v1/desk/privacy-requests': ['admin'],
  'GET /v1/desk/privacy-requests/{requestId}': ['admin'],
  'POST /v1/desk/privacy-requests': DESK,
  'POST /v1/desk/privacy-requests/{requestId}/copy': ['admin'],
  'POST /v1/desk/privacy-requests/{requestId}/decision': ['admin'],
  'GET /v1/desk/counters': WATCH_DESK,
  'POST /v1/desk/counters': DESK,
  'POST /v1/desk/counters/{counterId}/{action}': DESK,
  'PUT /v1/desk/calendar/days/{date}': KEEPERS,
  'DELETE /v1/desk/calendar/days/{date}': KEEPERS,
  'PUT /v1/desk/calendar/years/{year}': KEEPERS,
  'POST /v1/desk/calendar/imports': KEEPERS,
  'GET /v1/desk/workstations': WATCH_DESK,
  'POST /v1/desk/workstations': DESK,
  'PUT /v1/desk/workstations/{workstationId}/device': ['admin'],
  'POST /v1/desk/workstations/{workstationId}/{action}': DESK,
  'GET /v1/desk/synonyms': LIBRARIANS,
  'PUT /v1/desk/synonyms': LIBRARIANS,
  'GET /v1/desk/unanswered-queries': LIBRARIANS,
  'POST /v1/desk/publications': LIBRARIANS,
  'PATCH /v1/desk/publications/{publicationId}': LIBRARIANS,
  'DELETE /v1/desk/publications/{publicationId}': LIBRARIANS,
  'POST /v1/desk/publications/batch': LIBRARIANS,
  'GET /v1/desk/publications/duplicates': LIBRARIANS,
  'GET /v1/desk/publications/export': LIBRARIANS,
  'POST /v1/desk/publications/{publicationId}/merge': LIBRARIANS,
  'GET /v1/desk/publications/{publicationId}/history': LIBRARIANS,
  'PATCH /v1/desk/publications/{publicationId}/copies/{copyId}': LIBRARIANS,
  'PATCH /v1/desk/publications/{publicationId}/softcopy': LIBRARIANS,
  'POST /v1/desk/publications/{publicationId}/copies': LIBRARIANS,
  'PUT /v1/desk/publications/{publicationId}/softcopy': LIBRARIANS,
  'GET /v1/desk/imports': LIBRARIANS,
  'POST /v1/desk/imports': LIBRARIANS,
  'POST /v1/desk/imports/file': LIBRARIANS,
  'GET /v1/desk/imports/{importId}': LIBRARIANS,
  'GET /v1/desk/document-requests': REVIEWERS,
  'GET /v1/desk/document-requests/{requestId}': REVIEWERS,
  'GET /v1/desk/document-requests/{requestId}/files/{n}': REVIEWERS,
  'POST /v1/desk/document-requests/{requestId}/{decision}': REVIEWERS,
  'GET /v1/desk/satisfaction': ['head', 'analyst', 'admin'],
  'GET /v1/desk/feedback': ['officer', 'head', 'analyst', 'admin'],
  'GET /v1/desk/complaints': HANDLERS,
  'POST /v1/desk/complaints': ['officer', 'complaint-handler', 'admin'],
  'POST /v1/desk/complaints/similar': HANDLERS,
  'GET /v1/desk/complaints/{complaintId}': HANDLERS,
  'POST /v1/desk/complaints/{complaintId}/reporter': HANDLERS,
  'GET /v1/desk/complaints/{complaintId}/canned-replies': HANDLERS,
  'GET /v1/desk/canned-replies': HANDLERS,
  'PUT /v1/desk/canned-replies': HANDLERS,
  'GET /v1/desk/passed-over-mails': HANDLERS,
  'POST /v1/desk/passed-over-mails/{mailId}/{action}': HANDLERS,
  'GET /v1/desk/identity-reads': ['head', 'admin'],
  'POST /v1/desk/complaint-retention-runs': ['head', 'admin'],
  'GET /v1/desk/complaint-holds': ['head', 'admin'],
  'POST /v1/desk/complaint-holds': ['head'],
  'GET /v1/desk/complaints/{complaintId}/attachments/{attachmentId}': HANDLERS,
  'GET /v1/desk/complaints/{complaintId}/similar': HANDLERS,
  'POST /v1/desk/complaints/{complaintId}/merge': HANDLERS,
  'POST /v1/desk/complaints/{complaintId}/unmerge': HANDLERS,
  'POST /v1/desk/complaints/{complaintId}/transcript-check': HANDLERS,
  'POST /v1/desk/complaints/{complaintId}/redaction': HANDLERS,
  'POST /v1/desk/complaints/{complaintId}/original': HANDLERS,
  'POST /v1/desk/complaints/{complaintId}/{action}': HANDLERS,
  'GET /v1/desk/accounts': ['admin'],
  'GET /v1/desk/colleagues': ['complaint-handler', 'head', 'admin'],
  'POST /v1/desk/accounts': ['admin'],
  'PUT /v1/desk/accounts/{accountId}/roles': ['admin'],
  'POST /v1/desk/accounts/{accountId}/second-factor-reset': ['admin'],
  'GET /v1/desk/access-journal': KEEPERS,
  'GET /v1/desk/devices': ['admin'],
  'POST /v1/desk/devices': ['admin'],
  'DELETE /v1/desk/devices/{deviceId}': ['admin'],
  'POST /v1/device-session': ANYONE,
  'GET /v1/device-session': DEVICES,
  'DELETE /v1/device-session': ANYONE,
  'GET /v1/desk/messages': ['admin'],
  'POST /v1/desk/messages/{messageId}/{decision}': ['admin'],
  'POST /v1/desk/message-retention-runs': ['admin'],
  'GET /v1/desk/mail-templates': ['officer', 'admin'],
  'GET /v1/desk/dead-mails': ['admin'],
  'GET /v1/mail-opt-outs/{token}': ANYONE,
  'POST /v1/mail-opt-outs/{token}': ANYONE,
  'GET /v1/desk/suppressions': ['officer', 'admin'],
  'POST /v1/desk/suppressions/{suppressionId}/lift': ['officer', 'admin'],
  'GET /v1/reports/today': STAFF,
  'GET /v1/reports/figures': REPORTS,
  'GET /v1/reports/compliance': REPORTS,
  'GET /v1/reports/{report}': REPORTS,
  'GET /v1/reports/counter/{reportId}': REPORTS,
  'GET /v1/exports': REPORTS,
  'GET /v1/exports/{table}/{date}/{format}': REPORTS,
  'GET /v1/service-levels': ANYONE,
  'GET /v1/events': ['analyst', 'admin'],
};

/** Using these would end the session or the account that the other rows are tried with. */
const ENDS_THE_ACTOR = ['DELETE /v1/me', 'DELETE /v1/sessions/current'];

const VALUES: Record<string, string> = {
  code: 'ADU-0000-0000',
  token: 'x'.repeat(43),
  n: '1',
  action: 'close',
  decision: 'approve',
  report: 'visits',
};

describe('the surface', () => {
  let system: RunningSystem;
  let desk: Desk;
  const tokens: Record<string, string | undefined> = { anonymous: undefined };
  const scheme = (actor: string) => (actor.startsWith('device:') ? 'Device' : 'Bearer');
  const newDevice = (kind: string): Promise<{ id: string; token: string }> =>
    desk.want('/v1/desk/devices', { body: { name: `Uji ${kind}`, kind }, ...as('admin') });
  const as = (role: Role) => ({ headers: { authorization: `Bearer ${tokens[role]}` } });

  beforeAll(async () => {
    system = await startSystem({
      DEMO_CLOCK: '2026-11-23T09:00:00+07:00',
      TRUST_PROXY: '127.0.0.1',
    });
    desk = new Desk(system);
    for (const role of ROLES) {
      tokens[role] = await desk.signInAs(role);
    }
    for (const device of DEVICES) {
      tokens[device] = (await newDevice(device.slice('device:'.length))).token;
    }
  });
  afterAll(() => system?.stop());

  it('has no route that this table forgets', () => {
    const file = new URL('../openapi.json', import.meta.url);
    const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  describe.each(Object.entries(ALLOWED))('%s', (route, allowed) => {
    const [method = '', path = ''] = route.split(' ');
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? newId());

    const sendsBody = method !== 'GET' && method !== 'DELETE';
    // Reading a PDF is open as a route; whether this one may be read is the catalogue's word.
    const decidedBehind = route === 'GET /v1/publications/{publicationId}/softcopy';

    async function statusFor(actor: string): Promise<number> {
      const stop = new AbortController();
      const response = await fetch(`${system.gateway}${address}`, {
        method,
        headers: {
          // Each from an address of its own: all of them together would ask more than one client may.
          'x-forwarded-for': `192.0.2.${1 + ANYONE.findIndex((one) => one === actor)}`,
          ...(sendsBody && { 'content-type': 'application/json' }),
          ...(tokens[actor] !== undefined && {
            authorization: `${scheme(actor)} ${tokens[actor]}`,
          }),
        },
        ...(sendsBody && { body: '{}' }),
        signal: stop.signal,
      });
      // A stream of events never ends by itself.
      stop.abort();
      return response.status;
    }

    it(`is open to ${allowed.length === ANYONE.length ? 'anyone' : allowed.join(', ')} only`, async () => {
      for (const actor of ANYONE) {
        const may = allowed.includes(actor);
        if (may && ENDS_THE_ACTOR.includes(route)) {
          continue;
        }
        const status = await statusFor(actor);
        const answer =
          status === 403 || (status === 401 && !decidedBehind) ? `refused, ${status}` : 'let in';
        const refused = actor === 'anonymous' ? 'refused, 401' : 'refused, 403';
        expect({ actor, answer }).toEqual({ actor, answer: may ? 'let in' : refused });
      }
    });
  });

  it('knows nobody by a made-up or ended token', async () => {
    expect((await desk.ask('/v1/me', { token: 'x'.repeat(43) })).status).toBe(401);
    expect((await desk.ask('/v1/me', { token: 'pendek' })).status).toBe(401);
    const token = await desk.signInAs('patron');
    expect((await desk.ask('/v1/me', { token })).status).toBe(200);
    await desk.want('/v1/sessions/current', { method: 'DELETE', token });
    expect((await desk.ask('/v1/me', { token })).status).toBe(401);
  });

  describe('on a device', () => {
    const cookieFor = async (token: string) => {
      const { status, headers, body } = await desk.ask('/v1/device-session', { body: { token } });
      expect(status).toBe(201);
      expect(JSON.stringify(body)).not.toContain(token);
      const cookie = headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=Strict/i);
      return cookie.split(';')[0] ?? '';
    };

    it('is kept in a cookie, which opens nothing that needs a person', async () => {
      const { id, token } = await newDevice('board');
      const cookie = await cookieFor(token);
      expect(await desk.want('/v1/device-session', { headers: { cookie } })).toEqual({
        id,
        name: 'Uji board',
        kind: 'board',
      });
      expect((await desk.ask('/v1/me', { headers: { cookie } })).status).toBe(401);
      expect((await desk.ask('/v1/queue', { headers: { cookie } })).status).toBe(200);
    });

    it('is over within seconds of being revoked', async () => {
      const { id, token } = await newDevice('kiosk');
      const cookie = await cookieFor(token);
      await desk.want(`/v1/desk/devices/${id}`, { method: 'DELETE', ...as('admin') });
      expect((await desk.ask('/v1/device-session', { headers: { cookie } })).status).toBe(401);
      expect((await desk.ask('/v1/device-session', { body: { token } })).status).toBe(401);
    });
  });

  describe('in a browser', () => {
    async function cookieOf(role: Role): Promise<string> {
      const { status, headers, body } = await desk.ask('/v1/sessions', {
        body: { ...system.accounts[role], client: 'browser' },
      });
      expect(status).toBe(201);
      expect(JSON.stringify(body)).not.toMatch(/accessToken|refreshToken/);
      const cookie = headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=Lax/i);
      return cookie.split(';')[0] ?? '';
    }

    it('keeps the session in a cookie that no script can read', async () => {
      const cookie = await cookieOf('officer');
      expect(await desk.want('/v1/me', { headers: { cookie } })).toMatchObject({
        roles: ['officer'],
      });
    });

    it('is not moved by another site', async () => {
      const cookie = await cookieOf('officer');
      const call = (headers: Record<string, string>) =>
        desk.ask('/v1/desk/calls', { body: { counter: '1' }, headers: { cookie, ...headers } });
      const foreigners: Record<string, string>[] = [
        { origin: 'https://jahat.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        {},
      ];
      for (const foreign of foreigners) {
        expect(await call(foreign)).toMatchObject({
          status: 403,
          body: { type: '/problems/cross-site-request' },
        });
      }
      const ours: Record<string, string>[] = [
        { origin: system.gateway },
        { 'sec-fetch-site': 'same-origin' },
        { 'x-requested-with': 'pst-web' },
      ];
      for (const own of ours) {
        expect(await call(own)).toMatchObject({
          status: 409,
          body: { type: '/problems/queue-empty' },
        });
      }
    });

    it('shows public pages with a cookie that has ended', async () => {
      const cookie = await cookieOf('patron');
      await desk.want('/v1/sessions/current', {
        method: 'DELETE',
        headers: { cookie, 'x-requested-with': 'pst-web' },
      });
      expect((await desk.ask('/v1/queue', { headers: { cookie } })).status).toBe(200);
      expect((await desk.ask('/v1/me', { headers: { cookie } })).status).toBe(401);
    });
  });

  it('sends its security headers with every answer, also with a refusal', async () => {
    for (const path of ['/', '/v1/office', '/v1/tidak-ada', '/v1/me']) {
      const { headers } = await desk.ask(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });

  it('stops whoever guesses passwords, and says when to come back', async () => {
    const body = { email: `tebak-${newId()}@contoh.example`, password: 'salah semua' };
    for (let guess = 0; guess < 10; guess += 1) {
      expect((await desk.ask('/v1/sessions', { body })).status).toBe(401);
    }
    const refused = await desk.ask('/v1/sessions', { body });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await desk.signInAs('patron');
  });

  describe('given bad input', () => {
    const bad = (path: string, ask: Parameters<Desk['ask']>[1]) => desk.ask(path, ask);

    it('says that JSON is malformed', async () => {
      expect(await bad('/v1/visits', { body: '{"name":' })).toMatchObject({
        status: 400,
        body: { type: '/problems/malformed-json', title: 'JSON tidak dapat dibaca' },
      });
    });

    it('does not follow what is nested without end', async () => {
      const body = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
      expect(await bad('/v1/visits', { body })).toMatchObject({
        status: 400,
        body: { type: '/problems/malformed-json' },
      });
    });

    it('names every wrong field in the reader’s language', async () => {
      const body = { name: 5, identityKind: 'paspor', lain: true };
      const indonesian = await bad('/v1/visits', { body });
      expect(indonesian.status).toBe(400);
      const paths = indonesian.body.errors.map(({ path }: { path: string }) => path);
      expect(paths).toEqual(expect.arrayContaining(['name', 'identityKind', 'purpose', 'lain']));
      const english = await bad('/v1/visits', { body, headers: { 'accept-language': 'en' } });
      expect(english.body.title).toBe('There is a problem with the request');
      expect(english.body.errors[0].message).not.toBe(indonesian.body.errors[0].message);
    });

    it('refuses a body that is too large', async () => {
      expect(await bad('/v1/visits', { body: { name: 'x'.repeat(3_000_000) } })).toMatchObject({
        status: 413,
        body: { type: '/problems/body-too-large' },
      });
    });

    it('refuses a body that is no JSON', async () => {
      expect(
        await bad('/v1/visits', { body: '<a/>', headers: { 'content-type': 'application/xml' } }),
      ).toMatchObject({ status: 415, body: { type: '/problems/unsupported-media-type' } });
    });

    it('refuses a cursor it did not make', async () => {
      expect(await bad('/v1/publications?cursor=bukan-penanda', {})).toMatchObject({
        status: 400,
        body: { type: '/problems/invalid-cursor' },
      });
      expect(await bad('/v1/publications?limit=1000', {})).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'limit' }] },
      });
    });

    it('is not disturbed by NUL bytes, in a body or an address', async () => {
      const entry = {
        name: 'Ada\u0000nol',
        identityKind: 'ktp',
        institution: 'Instansi\u0000',
        institutionCategory: 'other',
        occupation: 'other',
        education: 'none',
        sex: 'male',
        birthYear: 1990,
        purpose: 'other',
        useOfData: 'other',
        service: 'physical-library',
        noticeVersion: '2026-01',
      };
      expect(await bad('/v1/visits', { body: entry })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'name' }, { path: 'institution' }] },
      });
      const librarian = tokens['librarian'];
      expect(
        await bad('/v1/desk/publications', {
          body: { title: 'Judul\u0000nol' },
          ...(librarian !== undefined && { token: librarian }),
        }),
      ).toMatchObject({ status: 400, body: { type: '/problems/invalid-request' } });
      expect((await bad('/v1/publications?q=%00', {})).status).toBeLessThan(500);
      expect((await bad('/v1/visits/%00', {})).status).toBeLessThan(500);
    });

    it('refuses an Idempotency-Key that is none', async () => {
      expect(
        await bad('/v1/visits', { body: {}, headers: { 'idempotency-key': 'k'.repeat(300) } }),
      ).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
    });

    it('says what is wrong with an upload', async () => {
      const token = await desk.signInAs('librarian');
      const { id } = await desk.want('/v1/desk/publications', {
        body: { title: 'Uji unggah' },
        token,
      });
      const upload = async (bytes: string, type = 'application/pdf') => {
        const response = await fetch(`${system.gateway}/v1/desk/publications/${id}/softcopy`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${token}`, 'content-type': type },
          body: bytes,
        });
        return {
          status: response.status,
          body: (await response.json()) as Record<string, unknown>,
        };
      };
      expect(await upload('bukan pdf')).toMatchObject({
        status: 415,
        body: { type: '/problems/pdf-refused', reason: 'not-a-pdf' },
      });
      expect(await upload('%PDF-1.7 rusak')).toMatchObject({ body: { reason: 'broken' } });
      expect(await upload('{}', 'application/json')).toMatchObject({
        status: 415,
        body: { type: '/problems/unsupported-media-type' },
      });
    });

    it.each([
      ['has no boundary', 'multipart/form-data', 'tanpa batas'],
      ['ends before its file', 'multipart/form-data; boundary=batas', '--batas\r\n'],
      [
        'ends within its file',
        'multipart/form-data; boundary=batas',
        '--batas\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7',
      ],
    ])('says that a form is incomplete when it %s', async (_what, type, body) => {
      const token = tokens['librarian'] ?? '';
      const response = await fetch(`${system.gateway}/v1/desk/publications/${newId()}/softcopy`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body,
      });
      expect({ status: response.status, body: await response.json() }).toMatchObject({
        status: 400,
        body: { type: '/problems/malformed-form' },
      });
    });

    it('answers an address that does not exist with a problem', async () => {
      expect(await bad('/v1/tidak-ada', {})).toMatchObject({
        status: 404,
        body: { type: '/problems/not-found', title: 'Tidak ditemukan' },
      });
      expect(await bad('/v1/office', { method: 'DELETE' })).toMatchObject({
        status: 404,
        body: { type: '/problems/not-found' },
      });
    });
  });
});
