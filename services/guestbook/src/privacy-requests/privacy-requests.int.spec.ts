import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  checkIn,
  confirmLookup,
  correctVisit,
  decidePrivacyRequest,
  filePrivacyRequest,
  filePrivacyRequestAtDesk,
  handOutCopy,
  leaveQueue,
  listPrivacyRequests,
  listVisits,
  lookUpVisitor,
  newId,
  privacyRequestGranted,
  privacyRequestOverdue,
  privacyRequestReceived,
  privacyRequestRefused,
  readAudit,
  readPrivacyRequest,
  readPrivacyRequestDetail,
  takePersonCopy,
  visitPersonErased,
  type CheckIn,
  type PersonCorrection,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal, Transaction } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';
import { IdentityNumbers } from '../identity-numbers.ts';
import { PrivacyRequestSweep } from './sweep-privacy-requests/privacy-request-sweep.ts';

const HOUR_MS = 3_600_000;
const ARRIVED = new Date('2026-11-27T09:00:00+07:00'); // a Friday

const entry = {
  name: 'Kasuari Rahasia',
  identityKind: 'ktp',
  institution: 'Universitas Kasuari',
  institutionCategory: 'education-research',
  occupation: 'other',
  occupationText: 'Pawang kasuari',
  education: 'bachelor',
  sex: 'female',
  birthYear: 1998,
  purpose: 'data-request',
  useOfData: 'research',
  service: 'physical-library',
  country: 'ID',
  regencyCode: '1606',
  noticeVersion: '2026-01',
} as const satisfies Partial<CheckIn>;

const admin = anActor('admin');

describe('a request about one’s own data', () => {
  const clock = Clock.standing(ARRIVED);
  let service: ServiceUnderTest;
  let contact: { email: string; phone: string };

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'guestbook',
      module: GuestbookModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service?.stop());

  beforeEach(() => {
    clock.moveTo(ARRIVED);
    const digits = String(Math.random()).slice(2, 10);
    contact = { email: `kasuari-${newId()}@contoh.example`, phone: `0857-${digits}` };
  });

  /** A visit that is over; its id. */
  async function aVisit(also: Partial<CheckIn> = {}): Promise<string> {
    const { id, code } = await service.ask(checkIn, { ...entry, ...contact, ...also });
    await service.ask(leaveQueue, { code });
    return id;
  }

  async function mailsTo(address: string): Promise<SendMessage['content'][]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows
      .map(({ payload }) => seal.open(payload.id, payload.sealed))
      .flatMap(({ to, content }) => (to === address ? [content] : []));
  }

  /** A code was asked for, and whoever is to get it was mailed. */
  async function askForCode(whose: { email?: string; phone?: string } = { email: contact.email }) {
    const started = await service.ask(lookUpVisitor, { ...whose, purpose: 'privacy-request' });
    await decided(started.lookupId);
    return started;
  }

  const decided = (lookupId: string) =>
    eventually(async () => {
      const looked: unknown[] = await service.source.query(
        'select id from visitor_lookup where decided_at is not null and id = $1',
        [lookupId],
      );
      expect(looked).toHaveLength(1);
    });

  async function mailedCode(): Promise<string> {
    const content = (await mailsTo(contact.email)).at(-1);
    return content?.template === 'one-time-code' ? content.code : 'none was mailed';
  }

  async function proof() {
    const { lookupId } = await askForCode();
    return { lookupId, oneTimeCode: await mailedCode() };
  }

  const file = async (kind: 'access' | 'erasure' = 'erasure') =>
    service.ask(filePrivacyRequest, { ...(await proof()), kind });

  const tries = (lookupId: string, oneTimeCode: string) =>
    service.ask(filePrivacyRequest, { lookupId, oneTimeCode, kind: 'erasure' }).then(
      ({ state }) => state,
      (problem: { slug: string }) => problem.slug,
    );
  const otherThan = (code: string) => (code === '000000' ? '111111' : '000000');

  async function listed(code: string) {
    const { items } = await service.ask(listPrivacyRequests, { limit: 100 }, { actor: admin });
    const found = items.find((item) => item.code === code);
    if (found === undefined) {
      throw new Error(`${code} is not in the list`);
    }
    return found;
  }

  async function decide(
    code: string,
    decision: { decision: 'grant' } | { decision: 'refuse'; reason: 'law-requires-keeping' },
  ) {
    const { id: requestId } = await listed(code);
    return service.ask(decidePrivacyRequest, { requestId, ...decision }, { actor: admin });
  }

  async function row(visitId: string): Promise<[string, unknown][]> {
    const [visit]: Record<string, unknown>[] = await service.source.query(
      'select * from visit where id = $1',
      [visitId],
    );
    return Object.entries(visit ?? {});
  }
  const PERSONAL = /_(sealed|index)$/;
  const held = async (visitId: string) =>
    (await row(visitId)).filter(([name, value]) => PERSONAL.test(name) && value !== null).length;
  /** What figures are made of. */
  const counted = async (visitId: string) => [
    (await row(visitId)).filter(([name]) => !PERSONAL.test(name) && name !== 'person_erased_at'),
    await service.source.query('select * from visit_event where visit_id = $1 order by seq', [
      visitId,
    ]),
  ];

  describe('being filed', () => {
    beforeEach(() => aVisit());

    it.each([
      ['a weekend', '2026-11-27T15:59:00+07:00', '2026-11-30T08:59:00.000Z'],
      [
        'Christmas and its collective leave',
        '2026-12-23T10:00:00+07:00',
        '2026-12-26T03:00:00.000Z',
      ],
      ['the end of the year', '2026-12-31T23:30:00+07:00', '2027-01-03T16:30:00.000Z'],
    ])('is due in three times 24 hours also over %s', async (_, filed, due) => {
      clock.moveTo(new Date(filed));
      const request = await file();
      expect(request).toMatchObject({ kind: 'erasure', state: 'received', dueAt: due });
      expect(request.code).toMatch(/^PDP-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      const { id } = await listed(request.code);
      const { data } = await service.event(privacyRequestReceived, id);
      expect(data).toEqual({
        requestId: id,
        kind: 'erasure',
        at: new Date(filed).toISOString(),
        dueAt: due,
      });
    });

    it('takes a code once', async () => {
      const { lookupId, oneTimeCode } = await proof();
      const twice = await Promise.all([tries(lookupId, oneTimeCode), tries(lookupId, oneTimeCode)]);
      expect(twice.toSorted()).toEqual(['one-time-code-wrong', 'received']);
    });

    it('is one request however often it is sent again under its key', async () => {
      const body = { ...(await proof()), kind: 'erasure' } as const;
      const as = { idempotencyKey: newId(), address: '192.0.2.1' };
      const first = await service.ask(filePrivacyRequest, body, as);
      expect(await service.ask(filePrivacyRequest, body, as)).toEqual(first);
    });

    it('counts five wrong codes, also when they are tried at once', async () => {
      const { lookupId, oneTimeCode } = await proof();
      await Promise.all(Array.from({ length: 5 }, () => tries(lookupId, otherThan(oneTimeCode))));
      expect(await tries(lookupId, oneTimeCode)).toBe('one-time-code-wrong');
    });

    it('does not take the code that fills in the guestbook, nor the other way round', async () => {
      const { lookupId, oneTimeCode } = await proof();
      await expect(
        service.ask(confirmLookup, { lookupId, code: oneTimeCode }),
      ).rejects.toMatchObject({ slug: 'one-time-code-wrong' });
      const guestbook = await service.ask(lookUpVisitor, { email: contact.email });
      await decided(guestbook.lookupId);
      const code = await mailedCode();
      expect(await tries(guestbook.lookupId, code)).toBe('one-time-code-wrong');
      expect(await tries(lookupId, oneTimeCode)).toBe('received');
    });

    it('finds by phone whoever left an address, and answers to that address', async () => {
      const { lookupId } = await askForCode({ phone: contact.phone });
      expect(await tries(lookupId, await mailedCode())).toBe('received');
    });

    it('tells a stranger nothing, neither by words nor by what is done before the answer', async () => {
      const known = await askForCode();
      const stranger = await askForCode({ email: `bukan-${contact.email}` });
      expect({ ...stranger, lookupId: '' }).toEqual({ ...known, lookupId: '' });
      expect(await mailsTo(`bukan-${contact.email}`)).toEqual([]);
      const wrong = otherThan(await mailedCode());
      const answers = await Promise.all(
        [known.lookupId, stranger.lookupId, newId()].map((lookupId) => tries(lookupId, wrong)),
      );
      expect(new Set(answers)).toEqual(new Set(['one-time-code-wrong']));
    });
  });

  describe('once it is filed', () => {
    it('shows whoever holds its code how far it is, and nothing of the person', async () => {
      await aVisit();
      const filed = await file();
      const typed = filed.code.toLowerCase().replaceAll('-', ' ');
      expect(await service.ask(readPrivacyRequest, { code: typed })).toEqual(filed);
      expect(JSON.stringify(filed)).not.toMatch(/kasuari/i);
      await expect(
        service.ask(readPrivacyRequest, { code: filed.code }, { office: '1607' }),
      ).rejects.toMatchObject({ slug: 'not-found' });
    });

    it('erases the person over all their visits, and no code or time', async () => {
      const visits = [await aVisit(), await aVisit({ phone: '0711-000000' })];
      const { code } = await file();
      visits.push(await aVisit({ email: contact.email.toUpperCase() })); // after the request
      const before = await Promise.all(visits.map(counted));
      expect(await Promise.all(visits.map(held))).toEqual([8, 8, 8]);

      clock.moveTo(new Date(ARRIVED.getTime() + HOUR_MS));
      const at = clock.now().toISOString();
      expect(await decide(code, { decision: 'grant' })).toMatchObject({
        state: 'granted',
        closedAt: at,
        refusal: null,
        overdue: false,
      });
      expect(await Promise.all(visits.map(held))).toEqual([0, 0, 0]);
      expect(await Promise.all(visits.map(counted))).toEqual(before);
      for (const visitId of visits) {
        const { data } = await service.event(visitPersonErased, visitId);
        expect(data).toEqual({ visitId, at, cause: 'request' });
      }
      const { id } = await listed(code);
      const { data } = await service.event(privacyRequestGranted, id);
      expect(data).toEqual({ requestId: id, kind: 'erasure', at });
      expect((await mailsTo(contact.email)).at(-1)).toEqual({
        template: 'privacy-request-answered',
        code,
        kind: 'erasure',
        refusal: null,
        copy: null,
      });
    });

    it('leaves alone who has the same phone and name but another address', async () => {
      await aVisit();
      const other = await aVisit({ email: `lain-${contact.email}` });
      const { code } = await file();
      await decide(code, { decision: 'grant' });
      expect(await held(other)).toBe(8);
    });

    it('waits with erasing until the visitor has gone', async () => {
      const earlier = await aVisit();
      const here = await service.ask(checkIn, { ...entry, ...contact });
      const { code } = await file();
      await expect(decide(code, { decision: 'grant' })).rejects.toMatchObject({
        slug: 'visit-still-open',
        params: { ticketNumber: here.ticketNumber },
      });
      expect(await held(earlier)).toBe(8);
      await service.ask(leaveQueue, { code: here.code });
      await decide(code, { decision: 'grant' });
      expect(await held(here.id)).toBe(0);
    });

    it('is refused for a reason of the law, which is told by mail, and nothing is erased', async () => {
      const visitId = await aVisit();
      const { code } = await file();
      const { id } = await decide(code, { decision: 'refuse', reason: 'law-requires-keeping' });
      expect(await service.ask(readPrivacyRequest, { code })).toMatchObject({
        state: 'refused',
        refusal: 'law-requires-keeping',
      });
      expect(await held(visitId)).toBe(8);
      const { data } = await service.event(privacyRequestRefused, id);
      expect(data).toMatchObject({ requestId: id, reason: 'law-requires-keeping' });
      expect((await mailsTo(contact.email)).at(-1)).toMatchObject({
        refusal: 'law-requires-keeping',
      });
      await expect(
        service.ask(decidePrivacyRequest, { requestId: id, decision: 'refuse' }, { actor: admin }),
      ).rejects.toMatchObject({ slug: 'invalid-request' });
    });

    it('is decided once, also when two decide at the same time', async () => {
      await aVisit();
      const { code } = await file();
      const both = await Promise.allSettled([
        decide(code, { decision: 'grant' }),
        decide(code, { decision: 'refuse', reason: 'law-requires-keeping' }),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { slug: 'privacy-request-not-in-state' },
      });
    });

    it('keeps nothing of the person once it is answered', async () => {
      await aVisit();
      const { code } = await file();
      await decide(code, { decision: 'refuse', reason: 'law-requires-keeping' });
      const kept = await service.source.query(
        'select email_index, email_sealed from privacy_request where code = $1',
        [code],
      );
      expect(kept).toEqual([{ email_index: null, email_sealed: null }]);
    });

    it('says in the audit log who decided what', async () => {
      await aVisit();
      const { code } = await file();
      const { id } = await decide(code, { decision: 'grant' });
      const { items, intact } = await service.ask(readAudit, { limit: 1 }, { actor: admin });
      expect(items[0]).toMatchObject({
        action: 'privacy-request-granted',
        actorId: admin.id,
        subjectId: id,
        reason: 'erasure',
      });
      expect(intact).toBe(true);
    });

    it('is nothing for another office or another role', async () => {
      await aVisit();
      const { id: requestId } = await listed((await file()).code);
      const grant = { requestId, decision: 'grant' } as const;
      await expect(
        service.ask(decidePrivacyRequest, grant, { actor: admin, office: '1607' }),
      ).rejects.toMatchObject({ slug: 'not-found' });
      const elsewhere = await service.ask(
        listPrivacyRequests,
        {},
        { actor: admin, office: '1607' },
      );
      expect(elsewhere.items).toEqual([]);
      for (const role of ['officer', 'head', 'analyst', 'patron'] as const) {
        await expect(
          service.ask(decidePrivacyRequest, grant, { actor: anActor(role) }),
        ).rejects.toMatchObject({ slug: 'not-allowed' });
      }
    });
  });

  describe('of access', () => {
    /** The secret of the mailed link. */
    async function mailedToken(): Promise<string> {
      const content = (await mailsTo(contact.email)).at(-1);
      const link =
        content?.template === 'privacy-request-answered' ? content.copy?.link : undefined;
      const address = new URL(link ?? 'http://none.example');
      expect(address.pathname).toBe('/privasi/salinan');
      expect(address.search).toBe('');
      return address.hash.replace('#token=', '');
    }

    async function granted() {
      const { code } = await file('access');
      const request = await decide(code, { decision: 'grant' });
      return { ...request, token: await mailedToken() };
    }

    const take = (token: string, as: { idempotencyKey?: string; office?: string } = {}) =>
      service.ask(takePersonCopy, { token }, as);
    const gone = { slug: 'copy-gone', status: 410 };
    const trace = async (id: string) => {
      const [row]: { email_index: unknown; email_sealed: unknown; copy_hash: unknown }[] =
        await service.source.query(
          'select email_index, email_sealed, copy_hash from privacy_request where id = $1',
          [id],
        );
      return Object.entries(row ?? {}).flatMap(([name, value]) => (value === null ? [] : [name]));
    };

    it('hands out everything that is held of the person, and nothing of another', async () => {
      const visitId = await aVisit();
      await aVisit({ email: `lain-${contact.email}` });
      await service.source.query(
        `insert into softcopy_reading (id, office, visit_id, publication_id, read_at)
         values ($1, '1606', $2, $3, $4)`,
        [newId(), visitId, newId(), ARRIVED],
      );
      const { token } = await granted();
      const copy = await take(token);
      expect(copy).toMatchObject({ office: '1606', madeAt: ARRIVED.toISOString() });
      expect(copy.visits).toEqual([
        {
          ticketNumber: expect.any(String),
          name: 'Kasuari Rahasia',
          institution: 'Universitas Kasuari',
          ...contact,
          profile: {
            birthYear: 1998,
            sex: 'female',
            education: 'bachelor',
            occupation: 'other',
            occupationText: 'Pawang kasuari',
            purposeText: null,
            country: 'ID',
            provinceCode: '16',
            regencyCode: '1606',
          },
          identityNumber: null,
          statedIdentityKind: 'ktp',
          identityCheckedKind: null,
          institutionCategory: 'education-research',
          disability: 'none',
          purpose: 'data-request',
          useOfData: 'research',
          service: 'physical-library',
          channel: 'own-phone',
          priority: null,
          noticeVersion: '2026-01',
          state: 'left',
          timeQuality: 'measured',
          checkedInAt: ARRIVED.toISOString(),
          endedAt: ARRIVED.toISOString(),
          log: [
            { type: 'checked-in', at: ARRIVED.toISOString(), reason: null },
            { type: 'left', at: ARRIVED.toISOString(), reason: 'own-wish' },
          ],
          titles: [{ title: '', on: 'screen', at: ARRIVED.toISOString() }],
        },
      ]);
    });

    it('shows of the number of a card its end only', async () => {
      const visitId = await aVisit();
      const number = '1606012505980003';
      await service.running.app.get(Transaction).run((tx) =>
        service.running.app.get(IdentityNumbers).keep(tx, {
          visitId,
          office: '1606',
          kind: 'ktp',
          number,
          recordedAt: ARRIVED,
        }),
      );
      const copy = await take((await granted()).token);
      expect(copy.visits[0]?.identityNumber).toMatchObject({ kind: 'ktp', endsWith: '0003' });
      expect(JSON.stringify(copy)).not.toContain(number);
    });

    it('opens its link once, also when it is opened twice at the same time', async () => {
      await aVisit();
      const { id, token } = await granted();
      const both = await Promise.allSettled([take(token), take(token)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: gone });
      expect(await trace(id)).toEqual([]);
      const { items } = await service.ask(
        readAudit,
        { action: 'copy-handed-out' },
        { actor: admin },
      );
      expect(items.filter(({ subjectId }) => subjectId === id)).toHaveLength(1);
    });

    it('gives the same copy again to who sent the same request again for want of an answer', async () => {
      await aVisit();
      const { token } = await granted();
      const idempotencyKey = newId();
      const first = await take(token, { idempotencyKey });
      expect(await take(token, { idempotencyKey })).toEqual(first);
    });

    it('ends the link after its days, and forgets whose it was', async () => {
      await aVisit();
      const { id, token } = await granted();
      const sweep = service.running.app.get(PrivacyRequestSweep);
      clock.moveTo(new Date(ARRIVED.getTime() + 168 * HOUR_MS - 1));
      await sweep.sweep();
      expect(await trace(id)).toEqual(['email_index', 'copy_hash']);
      clock.moveTo(new Date(ARRIVED.getTime() + 168 * HOUR_MS));
      await expect(take(token)).rejects.toMatchObject(gone);
      await sweep.sweep();
      expect(await trace(id)).toEqual([]);
    });

    it('opens for nobody else', async () => {
      await aVisit();
      const { token } = await granted();
      await expect(take(token, { office: '1607' })).rejects.toMatchObject(gone);
      await expect(take('x'.repeat(43))).rejects.toMatchObject(gone);
      const stored = JSON.stringify(await service.source.query('select * from privacy_request'));
      expect(stored).not.toContain(token);
      expect((await take(token)).visits).toHaveLength(1);
    });

    it('has an empty copy when the person went in between', async () => {
      await aVisit();
      const { token } = await granted();
      const { code } = await file('erasure');
      await decide(code, { decision: 'grant' });
      expect((await take(token)).visits).toEqual([]);
    });
  });

  describe('of correction', () => {
    const correction = { name: 'Kasuari Benar', phone: '0812-0000-1111' };
    const ask = async (asked: PersonCorrection = correction) =>
      service.ask(filePrivacyRequest, {
        ...(await proof()),
        kind: 'correction',
        correction: asked,
      });
    const detail = async (code: string) =>
      service.ask(
        readPrivacyRequestDetail,
        { requestId: (await listed(code)).id },
        { actor: admin },
      );
    const linesOf = (visitId: string) =>
      service.source.query(
        `select detail, reason, actor_id from visit_event
         where visit_id = $1 and type = 'person-corrected'`,
        [visitId],
      );
    async function deskViewOf(visitId: string) {
      const { items } = await service.ask(
        listVisits,
        { date: '2026-11-27', limit: 100 },
        { actor: admin },
      );
      return items.find(({ id }) => id === visitId);
    }

    it('puts right what it names over all visits, and says in the log of each which fields', async () => {
      const wrong = await aVisit();
      clock.moveTo(new Date(ARRIVED.getTime() + HOUR_MS));
      const halfRight = await aVisit({ name: correction.name });
      const right = await aVisit(correction);
      const { code } = await ask();
      const columns = async () => [(await counted(wrong))[0], (await counted(halfRight))[0]];
      const before = await columns();
      expect(await detail(code)).toMatchObject({ visits: 3, names: [entry.name, correction.name] });
      expect((await detail(code)).corrections).toEqual([
        { field: 'name', asked: correction.name, held: [entry.name, correction.name] },
        { field: 'phone', asked: correction.phone, held: [contact.phone, correction.phone] },
      ]);
      expect(await deskViewOf(wrong)).toMatchObject({ name: entry.name });

      await decide(code, { decision: 'grant' });
      expect(await deskViewOf(wrong)).toMatchObject({
        name: correction.name,
        institution: entry.institution,
      });
      expect(await columns()).toEqual(before);
      const line = { reason: 'own-request', actor_id: admin.id };
      expect(await linesOf(wrong)).toEqual([{ ...line, detail: { fields: ['name', 'phone'] } }]);
      expect(await linesOf(halfRight)).toEqual([{ ...line, detail: { fields: ['phone'] } }]);
      expect(await linesOf(right)).toEqual([]);
      const { lookupId } = await askForCode({ phone: '+62 812 0000 1111' });
      expect(await tries(lookupId, await mailedCode())).toBe('received');
    });

    it('counts the visit for the institution that the corrected words mean', async () => {
      const visitId = await aVisit();
      const known = 'Inspektorat Kabupaten Musi Banyuasin';
      await decide((await ask({ institution: known })).code, { decision: 'grant' });
      const first = (await deskViewOf(visitId))?.institutionId;
      expect(first).toEqual(expect.any(String));
      // Until an officer links the new words, the visit is counted as it was.
      await decide((await ask({ institution: 'Sanggar Kasuari' })).code, { decision: 'grant' });
      expect(await deskViewOf(visitId)).toMatchObject({
        institution: 'Sanggar Kasuari',
        institutionId: first,
      });
    });

    it('is no step of the visit: its times can be corrected afterwards, and its line cannot', async () => {
      const visitId = await aVisit();
      clock.moveTo(new Date(ARRIVED.getTime() + HOUR_MS));
      await decide((await ask()).code, { decision: 'grant' });
      const correctSeq = (seq: number) =>
        service.ask(
          correctVisit,
          {
            visitId,
            seq,
            at: new Date(ARRIVED.getTime() + HOUR_MS / 2).toISOString(),
            reason: 'pressed-early',
          },
          { actor: admin },
        );
      await expect(correctSeq(3)).rejects.toMatchObject({ slug: 'correction-impossible' });
      expect(await correctSeq(2)).toMatchObject({ state: 'left', name: correction.name });
    });

    it('says in the audit log who read it', async () => {
      await aVisit();
      const { request } = await detail((await ask()).code);
      const { items } = await service.ask(readAudit, { limit: 1 }, { actor: admin });
      expect(items[0]).toMatchObject({
        action: 'privacy-request-read',
        actorId: admin.id,
        subjectId: request.id,
      });
    });

    it('names at least one field, and goes with no other right', async () => {
      await aVisit();
      const shown = await proof();
      for (const wrong of [
        { kind: 'correction' },
        { kind: 'correction', correction: {} },
        { kind: 'access', correction },
      ] as const) {
        await expect(service.ask(filePrivacyRequest, { ...shown, ...wrong })).rejects.toMatchObject(
          { slug: 'invalid-request' },
        );
      }
    });

    it('keeps what was asked sealed, and no longer than until it is decided', async () => {
      const visitId = await aVisit();
      const { code } = await ask();
      const kept = async () => {
        const [row]: Record<string, unknown>[] = await service.source.query(
          'select * from privacy_request where code = $1',
          [code],
        );
        return row;
      };
      expect(JSON.stringify(await kept())).not.toMatch(/kasuari|0812/i);
      await decide(code, { decision: 'refuse', reason: 'law-requires-keeping' });
      expect(await kept()).toMatchObject({ correction_sealed: null });
      expect(await deskViewOf(visitId)).toMatchObject({ name: entry.name });
    });
  });

  describe('of a person without an e-mail address, at the desk', () => {
    const officer = anActor('officer');
    const aVisitWithoutAddress = async () => {
      const { id, code } = await service.ask(checkIn, { ...entry, phone: contact.phone });
      await service.ask(leaveQueue, { code });
      return id;
    };
    const fileFor = (
      visitIds: string[],
      asked: { kind: 'access' | 'erasure' } | { kind: 'correction'; correction: PersonCorrection },
    ) =>
      service.ask(
        filePrivacyRequestAtDesk,
        { visitIds, identityKind: 'ktp', ...asked },
        { actor: officer },
      );
    const handOut = async (code: string) =>
      service.ask(
        handOutCopy,
        { requestId: (await listed(code)).id, reason: 'to-person' },
        { actor: admin },
      );
    const lastLine = async () =>
      (await service.ask(readAudit, { limit: 1 }, { actor: admin })).items[0];

    it('has the same hours, keeps the kind of the card, and says who filed it', async () => {
      const filed = await fileFor([await aVisitWithoutAddress()], { kind: 'access' });
      expect(filed).toMatchObject({
        state: 'received',
        dueAt: new Date(ARRIVED.getTime() + 72 * HOUR_MS).toISOString(),
      });
      const { id, identityKind } = await listed(filed.code);
      expect(identityKind).toBe('ktp');
      expect((await service.event(privacyRequestReceived, id)).data.kind).toBe('access');
      expect(await lastLine()).toMatchObject({
        action: 'privacy-request-filed',
        actorId: officer.id,
        subjectId: id,
        reason: 'access',
      });
    });

    it('is found by the day and the number of the ticket', async () => {
      const visitId = await aVisitWithoutAddress();
      await aVisit();
      const day = { date: '2026-11-27', limit: 100 } as const;
      const all = await service.ask(listVisits, day, { actor: officer });
      const { ticketNumber } = all.items.find(({ id }) => id === visitId) ?? {};
      const found = await service.ask(listVisits, { ...day, ticketNumber }, { actor: officer });
      expect(found.items.map(({ id }) => id)).toEqual([visitId]);
    });

    it('hands the copy out once, for the named visits alone, and says to whom', async () => {
      const [one, two] = [await aVisitWithoutAddress(), await aVisitWithoutAddress()];
      await aVisitWithoutAddress();
      const { code } = await fileFor([one, two], { kind: 'access' });
      await expect(handOut(code)).rejects.toMatchObject({ slug: 'copy-gone' });
      expect(await decide(code, { decision: 'grant' })).toMatchObject({ copyWaits: true });
      const { visits } = await handOut(code);
      expect(visits).toHaveLength(2);
      expect(visits[0]).toMatchObject({ name: entry.name, phone: contact.phone, email: null });
      expect(await lastLine()).toMatchObject({
        action: 'copy-handed-out',
        actorId: admin.id,
        reason: 'to-person',
      });
      await expect(handOut(code)).rejects.toMatchObject({ slug: 'copy-gone' });
      const [row] = await service.source.query('select * from privacy_request where code = $1', [
        code,
      ]);
      expect(row).toMatchObject({ visit_ids: [], copy_hash: null });
    });

    it('never hands a copy out at the desk that was asked for by mail', async () => {
      await aVisit();
      const { code } = await file('access');
      await decide(code, { decision: 'grant' });
      await expect(handOut(code)).rejects.toMatchObject({ slug: 'copy-gone' });
    });

    it('corrects and erases the named visits', async () => {
      const visitId = await aVisitWithoutAddress();
      const other = await aVisitWithoutAddress();
      const correction = { name: 'Kasuari Benar' };
      const corrected = await fileFor([visitId], { kind: 'correction', correction });
      await decide(corrected.code, { decision: 'grant' });
      const erased = await fileFor([visitId], { kind: 'erasure' });
      await decide(erased.code, { decision: 'grant' });
      expect(await held(visitId)).toBe(0);
      expect(await held(other)).toBeGreaterThan(0);
      await expect(fileFor([visitId], { kind: 'access' })).rejects.toMatchObject({
        slug: 'not-found',
      });
    });

    it('reaches no visit of another office', async () => {
      const visitId = await aVisitWithoutAddress();
      const foreign = { actor: officer, office: '9999' };
      await expect(
        service.ask(
          filePrivacyRequestAtDesk,
          { visitIds: [visitId], identityKind: 'ktp', kind: 'access' },
          foreign,
        ),
      ).rejects.toMatchObject({ slug: 'not-found' });
    });
  });

  it('is announced as overdue once, by whichever of two replicas looks first', async () => {
    const replica = await service.replica();
    await aVisit();
    const late = await file();
    const answered = await file();
    await decide(answered.code, { decision: 'refuse', reason: 'law-requires-keeping' });
    const { id } = await listed(late.code);
    const announced = async () =>
      (await service.events(privacyRequestOverdue)).filter(({ subject }) => subject === id);
    const look = () =>
      Promise.all(
        [service.running, replica].map(({ app }) => app.get(PrivacyRequestSweep).sweep()),
      );

    clock.moveTo(new Date(late.dueAt)); // the last instant in time
    await look();
    expect(await listed(late.code)).toMatchObject({ overdue: false });
    clock.moveTo(new Date(clock.now().getTime() + 1));
    await look();
    await look();
    expect(await listed(late.code)).toMatchObject({ overdue: true, state: 'received' });
    expect(await listed(answered.code)).toMatchObject({ overdue: false });
    const { data } = await service.event(privacyRequestOverdue, id);
    expect(data).toEqual({
      requestId: id,
      kind: 'erasure',
      at: clock.now().toISOString(),
      dueAt: late.dueAt,
    });
    await look();
    expect(await announced()).toHaveLength(1);
    const after = await decide(late.code, { decision: 'grant' });
    expect(after).toMatchObject({ state: 'granted', overdue: true });
  });

  it('never tells of the person outside of what is sealed', async () => {
    await aVisit();
    const asked = await service.ask(filePrivacyRequest, {
      ...(await proof()),
      kind: 'correction',
      correction: { name: 'Kasuari Benar' },
    });
    await decide(asked.code, { decision: 'grant' });
    const { code } = await file();
    await decide(code, { decision: 'grant' });
    const { lookupId } = await askForCode();
    const rows = JSON.stringify([
      await service.source.query('select * from privacy_request'),
      await service.source.query('select * from visitor_lookup'),
      await service.source.query('select * from outbox'),
      await service.source.query('select * from audit_line'),
      await service.source.query('select * from visit_event'),
    ]);
    expect(rows).toContain(lookupId);
    expect(rows).not.toMatch(/kasuari/i);
    expect(rows).not.toContain(contact.phone);
  });
});
