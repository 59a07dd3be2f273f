import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import { demoPdf } from '../../catalogue/demo/demo-pdf.ts';
import { demoRecords } from '../../catalogue/demo/demo-records.ts';
import { Desk } from './desk.ts';

const STAFF = ['officer', 'librarian', 'complaint-handler', 'head', 'analyst', 'admin'] as const;
const ACTORS = ['anonymous', 'device:workstation', 'patron', ...STAFF] as const;
type Access = 'public' | 'signed-in' | 'staff';
/** What an actor gets of a softcopy: what they may not know of is not found. */
const MATRIX: Record<Access, (actor: string) => number> = {
  public: () => 200,
  'signed-in': (actor) => (actor === 'anonymous' || actor.startsWith('device:') ? 401 : 200),
  staff: (actor) =>
    actor === 'patron' ? 404 : actor === 'anonymous' || actor.startsWith('device:') ? 401 : 200,
};
const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0';
const ROBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

describe('the bytes of a softcopy', () => {
  let system: RunningSystem;
  let desk: Desk;
  let pdf: Buffer;
  let librarian: string;
  const tokens: Record<string, string> = {};
  const books = {} as Record<Access, string>;

  beforeAll(async () => {
    system = await startSystem({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00' });
    desk = new Desk(system);
    const [record] = demoRecords();
    if (record === undefined) {
      throw new Error('there are no sample records');
    }
    pdf = await demoPdf(record, 200);
    for (const role of ['patron', ...STAFF]) {
      tokens[role] = await desk.signInAs(role);
    }
    librarian = tokens['librarian'] ?? '';
    const workstation = { name: 'PC uji', kind: 'workstation' };
    tokens['device:workstation'] = (
      await desk.want('/v1/desk/devices', { body: workstation, token: tokens['admin'] ?? '' })
    ).token;
    for (const access of Object.keys(MATRIX) as Access[]) {
      books[access] = await aBook(access);
    }
  });
  afterAll(() => system?.stop());

  async function aBook(access: Access): Promise<string> {
    const { id } = await desk.want('/v1/desk/publications', {
      body: { title: `Buku ${access}` },
      token: librarian,
    });
    const put = await fetch(
      `${system.gateway}/v1/desk/publications/${id}/softcopy?access=${access}`,
      {
        method: 'PUT',
        headers: { authorization: `Bearer ${librarian}`, 'content-type': 'application/pdf' },
        body: new Uint8Array(pdf),
      },
    );
    expect(put.status).toBe(200);
    return id;
  }

  const read = (id: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${system.gateway}/v1/publications/${id}/softcopy`, { method, headers });
  const part = async (headers: Record<string, string>) => {
    const answer = await read(books.public, headers);
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const tagOf = async (id: string) => (await read(id, {}, 'HEAD')).headers.get('etag') ?? '';

  describe.each(Object.entries(MATRIX))('that is %s', (access, expected) => {
    it.each(ACTORS)('are for %s as the catalogue says, whole or in part', async (actor) => {
      const token = tokens[actor];
      const scheme = actor.startsWith('device:') ? 'Device' : 'Bearer';
      const who: Record<string, string> =
        token === undefined ? {} : { authorization: `${scheme} ${token}` };
      const id = books[access as Access];
      const status = expected(actor);
      const statuses = [];
      for (const [method, headers] of [
        ['GET', {}],
        ['HEAD', {}],
        ['GET', { range: 'bytes=1000-1999' }],
        ['GET', { range: 'bytes=0-9,-10' }],
      ] as const) {
        const answer = await read(id, { ...who, ...headers }, method);
        statuses.push(answer.status);
        await answer.arrayBuffer();
      }
      const inPart = status === 200 ? 206 : status;
      expect(statuses).toEqual([status, status, inPart, inPart]);
    });
  });

  it('are no longer given to whoever opened them once the book is withdrawn', async () => {
    const id = await aBook('public');
    expect((await read(id, { range: 'bytes=0-99' })).status).toBe(206);
    await desk.want(`/v1/desk/publications/${id}`, { method: 'DELETE', token: librarian });
    await eventually(async () =>
      expect((await read(id, { range: 'bytes=100-199' })).status).toBe(404),
    );
  });

  it('come whole, named and marked', async () => {
    const { answer, bytes } = await part({});
    expect(answer.status).toBe(200);
    expect(bytes.equals(pdf)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': String(pdf.length),
      'content-type': 'application/pdf',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'x-content-type-options': 'nosniff',
    });
  });

  it('come in part, from anywhere in the file', async () => {
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=262000-800000', 262_000, 800_001],
      ['bytes=-500', pdf.length - 500, pdf.length],
      ['bytes=5-', 5, pdf.length],
    ] as const) {
      const { answer, bytes } = await part({ range });
      expect(answer.status).toBe(206);
      expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${pdf.length}`);
      expect(bytes.equals(pdf.subarray(start, end))).toBe(true);
    }
  });

  it('come in several parts at once', async () => {
    const { answer, bytes } = await part({ range: 'bytes=0-99,500000-500999,-10' });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    const [, boundary] = /boundary=(.+)/.exec(answer.headers.get('content-type') ?? '') ?? [];
    const sections = bytes.toString('latin1').split(`\r\n--${boundary}`);
    expect(sections.at(-1)).toBe('--\r\n');
    expect(
      sections.slice(1, -1).map((section) => /content-range: (.+)\r\n\r\n/.exec(section)?.[1]),
    ).toEqual([
      `bytes 0-99/${pdf.length}`,
      `bytes 500000-500999/${pdf.length}`,
      `bytes ${pdf.length - 10}-${pdf.length - 1}/${pdf.length}`,
    ]);
    expect(sections[2]?.split('\r\n\r\n').slice(1).join('\r\n\r\n')).toBe(
      pdf.subarray(500_000, 501_000).toString('latin1'),
    );
  });

  it('are not sent past the end of the file, nor to who has them', async () => {
    const past = await read(books.public, { range: `bytes=${pdf.length}-` });
    expect(past.status).toBe(416);
    expect(past.headers.get('content-range')).toBe(`bytes */${pdf.length}`);
    expect(await past.json()).toMatchObject({ type: '/problems/range-not-satisfiable' });
    const etag = await tagOf(books.public);
    for (const known of [etag, `W/${etag}`, `"lain", ${etag}`, '*']) {
      expect((await read(books.public, { 'if-none-match': known })).status).toBe(304);
    }
  });

  it('are described by HEAD as if there were no Range', async () => {
    const answer = await read(books.public, { range: 'bytes=0-99' }, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(pdf.length));
  });

  it('are resumed where a download broke off, unless the book is another by now', async () => {
    const id = await aBook('public');
    const path = `${system.gateway}/v1/publications/${id}/softcopy`;
    const begun = await new Promise<Buffer>((tell) => {
      request(path, (answer) => {
        answer.once('data', (first: Buffer) => {
          answer.destroy();
          tell(first);
        });
      }).end();
    });
    const range = `bytes=${begun.length}-`;
    const resume = await read(id, { range, 'if-range': await tagOf(id) });
    expect(resume.status).toBe(206);
    const whole = Buffer.concat([begun, Buffer.from(await resume.arrayBuffer())]);
    expect(whole.equals(pdf)).toBe(true);
    const changed = await read(id, { range, 'if-range': '"edisi lain"' });
    expect(changed.status).toBe(200);
    expect((await changed.arrayBuffer()).byteLength).toBe(pdf.length);
  });

  it('count one use for all the pieces a person fetches, and none for a robot', async () => {
    const id = await aBook('public');
    const other = await aBook('public');
    const bytes = async (book: string, headers: Record<string, string>) =>
      (await read(book, headers)).arrayBuffer();
    await bytes(id, { 'user-agent': ROBOT });
    await bytes(id, { 'user-agent': PERSON });
    await bytes(id, { 'user-agent': PERSON, range: 'bytes=0-65535' });
    await bytes(id, { 'user-agent': PERSON, range: 'bytes=65536-131071' });
    await bytes(other, { 'user-agent': PERSON });
    const reads = async (): Promise<string[]> =>
      (
        await desk.want('/v1/events?types=pst.catalogue.softcopy.read.v1&limit=1000', {
          token: tokens['analyst'] ?? '',
        })
      )
        .split('\n')
        .filter((line: string) => line !== '')
        .map((line: string) => JSON.parse(line).data.publicationId);
    await eventually(async () => expect(await reads()).toContain(other));
    expect((await reads()).filter((read) => read === id)).toHaveLength(1);
  });
});
