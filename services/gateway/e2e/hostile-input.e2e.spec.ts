import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, problemBySlug } from '@pst/contracts';
import type { Bus } from '@pst/messaging';
import { startSystem, type RunningSystem } from '@pst/testing';
import fc from 'fast-check';
import { Desk } from './desk.ts';
import { WRITTEN_OTHERWISE } from './hostile/addresses.ts';
import { faultsOf } from './hostile/answers.ts';
import { answerTo, asGateway, hostileMessages, questions } from './hostile/bus.ts';
import {
  CANARIES,
  livelyOffice,
  officeThatKeepsNumbers,
  type LivelyOffice,
} from './hostile/office.ts';
import { operations, type Operation } from './hostile/operations.ts';
import { requestsTo, send, type HostileRequest, type RawAnswer } from './hostile/requests.ts';
import { withUnknownField } from './hostile/values.ts';

/** `HOSTILE_CASES=500 npm test -- hostile-input` for a night; the same seed asks the same again. */
const CASES = Number(process.env['HOSTILE_CASES'] ?? 8);
const SEED = Number(process.env['HOSTILE_SEED'] ?? 20_261_123);
const PATIENCE_MS = 60_000 + CASES * 2_000;

/** Whoever uses these is gone, and with them what the other cases need. */
const ENDS_THE_ACTOR = new Set(['DELETE /v1/me', 'DELETE /v1/sessions/current']);

/** Asked again there is nothing left to erase, which is what they then say. */
const SAYS_WHAT_IS_LEFT = /-runs$/;

/** Who has no business with any person's data. */
const OUTSIDERS = new Set([
  'anonymous',
  'patron',
  'analyst',
  'device:kiosk',
  'device:board',
  'device:workstation',
]);

/** What cannot be read, or what another site sends, is refused before anybody asks whose it is. */
const REFUSED_UNASKED = new Set([
  '/problems/cross-site-request',
  '/problems/malformed-json',
  '/problems/body-too-large',
  '/problems/unsupported-media-type',
]);

describe('whatever is sent', () => {
  let system: RunningSystem;
  let office: LivelyOffice;
  let asked = 0;
  let messages = 0;
  const answered = new Map<number, number>();

  beforeAll(async () => {
    system = await startSystem({
      DEMO_CLOCK: '2026-11-23T09:00:00+07:00',
      OFFICE_PROFILE: officeThatKeepsNumbers(),
      // How much is asked is not what is tried here.
      RATE_LIMITS: 'off',
      TRUST_PROXY: '127.0.0.1',
    });
    office = await livelyOffice(system);
  });
  afterAll(async () => {
    const counts = [...answered].toSorted(([one], [other]) => one - other);
    // The figure is what a night of it is for.
    // oxlint-disable-next-line eslint/no-console
    console.info(
      `${asked} hostile requests to ${operations.length} operations, seed ${SEED}: ` +
        `${counts.map(([status, count]) => `${count} × ${status}`).join(', ')}; ` +
        `${messages} hostile messages to ${questions.length} questions on the bus`,
    );
    await system?.stop();
  });

  async function ask(
    { method }: Pick<Operation, 'method'>,
    request: Pick<HostileRequest, 'path' | 'headers' | 'body'>,
    who: string,
    key?: string,
  ): Promise<RawAnswer> {
    const authorization = office.credentials.get(who);
    const answer = await send(system.gateway, method, {
      ...request,
      headers: {
        ...request.headers,
        ...(authorization !== undefined && { authorization }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
    });
    asked += 1;
    answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
    return answer;
  }

  const mayUse = ({ mayUse: allowed }: Operation, who: string) =>
    allowed === 'anyone' ||
    (allowed === 'signed-in' ? !who.startsWith('device:') : allowed.includes(who));
  const insidersOf = (operation: Operation) =>
    [...office.credentials.keys()].filter((who) => mayUse(operation, who));
  const outsidersOf = (operation: Operation) =>
    [...office.credentials.keys()].filter((who) => !mayUse(operation, who));
  const problemOf = ({ status, text }: RawAnswer) =>
    status < 400 || !text.startsWith('{') ? '' : String(JSON.parse(text).type);

  /** What is wrong with the answers to nobody, to one who may ask, and to one who may not. */
  async function faultsIn(
    operation: Operation,
    request: HostileRequest,
    { insider, outsider }: { insider: string; outsider: string },
  ): Promise<string[]> {
    const faults: string[] = [];
    const english = /\ben\b/.test(request.headers['accept-language'] ?? '');
    const refused = async (who: string, status: number) => {
      const answer = await asking(who);
      if (answer.status !== status && !REFUSED_UNASKED.has(problemOf(answer))) {
        faults.push(`${who} is answered ${answer.status} and not ${status}`);
      }
    };
    const asking = async (who: string, key?: string) => {
      const answer = await ask(operation, request, who, key);
      faults.push(...faultsOf(operation, answer, english).map((fault) => `${who}: ${fault}`));
      const shown = Object.entries(CANARIES).filter(([, canary]) => answer.text.includes(canary));
      if (OUTSIDERS.has(who)) {
        faults.push(...shown.map(([canary]) => `${who} is shown ${canary}`));
      }
      return answer;
    };
    if (operation.mayUse === 'anyone') {
      await asking('anonymous');
    } else {
      await refused('anonymous', 401);
    }
    if (outsider !== '') {
      await refused(outsider, 403);
    }
    if (ENDS_THE_ACTOR.has(operation.name)) {
      return faults;
    }
    const key = operation.method === 'POST' && operation.body !== undefined ? newId() : undefined;
    const first = await asking(insider, key);
    if (key !== undefined && first.status < 300 && !SAYS_WHAT_IS_LEFT.test(operation.path)) {
      const again = await asking(insider, key);
      if (again.status !== first.status || again.text !== first.text) {
        faults.push(`${insider} asks again and is answered ${again.status}, something else`);
      }
    }
    return faults;
  }

  describe.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s',
    (_name, operation) => {
      it(
        'answers as it is described, and nobody whom it is not for',
        async () => {
          const outsiders = outsidersOf(operation);
          await fc.assert(
            fc.asyncProperty(
              requestsTo(operation, office.known),
              fc.record({
                insider: fc.constantFrom(...insidersOf(operation)),
                outsider: fc.constantFrom(...(outsiders.length === 0 ? [''] : outsiders)),
              }),
              async (request, who) => {
                expect(await faultsIn(operation, request, who)).toEqual([]);
              },
            ),
            { seed: SEED, numRuns: CASES },
          );
        },
        PATIENCE_MS,
      );
    },
  );

  /** A harvester is answered in the words of its protocol, which has its own for this. */
  const withFields = operations.filter(
    ({ body, path }) => Object.keys(body?.properties ?? {}).length > 0 && path !== '/oai',
  );
  describe.each(withFields.map((operation) => [operation.name, operation] as const))(
    '%s',
    (_name, operation) => {
      it('refuses a field that it does not know', async () => {
        await fc.assert(
          fc.asyncProperty(
            requestsTo(
              { ...operation, body: withUnknownField(operation.body ?? {}) },
              office.known,
            ),
            fc.constantFrom(...insidersOf(operation)),
            async (request, insider) => {
              fc.pre(request.admitted);
              const problem = problemOf(await ask(operation, request, insider));
              // Of what is not there nothing more is said.
              expect(['/problems/invalid-request', '/problems/not-found']).toContain(problem);
            },
          ),
          { seed: SEED, numRuns: 2 },
        );
      });
    },
  );

  const owned = operations.filter(
    ({ mayUse: allowed, path }) => allowed === 'signed-in' && /\{(?!publicationId)/.test(path),
  );
  it.each(owned.map((operation) => [operation.name, operation] as const))(
    'does not let anybody else use %s',
    async (_name, operation) => {
      for (const who of ['patron', 'officer', 'admin']) {
        const path = operation.path.replaceAll(
          /\{(\w+)\}/g,
          (_, name: string) => office.known[name]?.[0] ?? newId(),
        );
        const sent: Pick<HostileRequest, 'headers' | 'body'> =
          operation.body === undefined
            ? { headers: {} }
            : { headers: { 'content-type': 'application/json' }, body: '{}' };
        const { status } = await ask(operation, { path, ...sent }, who);
        expect({ who, status }).toEqual({ who, status: 404 });
      }
    },
  );

  const closed = operations.filter(({ mayUse: allowed }) => allowed !== 'anyone');
  describe.each(Object.entries(WRITTEN_OTHERWISE))('an address with %s', (_what, otherwise) => {
    it('opens nothing that the plain one does not', async () => {
      const client = await send(system.gateway, 'GET', { path: '/', headers: {} });
      for (const { name, method, path } of closed) {
        const plain = path.replaceAll(
          /\{(\w+)\}/g,
          (_, of: string) => office.known[of]?.[0] ?? 'x',
        );
        for (const tried of new Set([method, 'HEAD', 'OPTIONS'])) {
          const answer = await ask({ method: tried }, { path: otherwise(plain), headers: {} }, '');
          // An address that is nothing of ours is a page of the client, which says so.
          const isClient = answer.status === 200 && answer.headers.etag === client.headers.etag;
          const opened = answer.status < 400 && !isClient;
          expect({ name, tried, opened }).toEqual({ name, tried, opened: false });
        }
      }
    });
  });

  describe('on the bus, by somebody who has the password of the gateway', () => {
    let bus: Bus;
    let pids: RunningSystem['pids'];
    const services = [...new Set(questions.map(({ service }) => service))];

    beforeAll(async () => {
      ({ pids } = system.addresses());
      bus = await asGateway(system);
    });
    afterAll(() => bus?.drain());

    it.each(questions.map(({ pattern, subject, allow }) => [pattern, subject, allow] as const))(
      'is answered by %s, with a problem or as anybody may be',
      async (_pattern, subject, allow) => {
        await fc.assert(
          fc.asyncProperty(hostileMessages, async (message) => {
            const { refused, json } = await answerTo(bus, subject, message);
            messages += 1;
            const { slug, status } = refused
              ? (json as { slug: string; status: number })
              : { slug: allow === 'anyone' ? 'answered' : 'answered nobody', status: 200 };
            expect({ slug, status: Math.min(status, 500) }).toEqual({
              slug: expect.stringMatching(/^(?!answered nobody$)/),
              status: problemBySlug(slug)?.status ?? 200,
            });
          }),
          { seed: SEED, numRuns: CASES },
        );
      },
      PATIENCE_MS,
    );

    it.each(services)('is told by %s that nobody knows such a question', async (service) => {
      const nothing = { payload: new Uint8Array(), headers: {} };
      expect(await answerTo(bus, `rpc.${service}.no-such-question`, nothing)).toMatchObject({
        refused: true,
        json: { slug: 'unknown-request', status: 404 },
      });
    });

    it('ends no process', () => {
      expect(system.addresses().pids).toEqual(pids);
    });
  });

  it('left no trace of a person in any log, nor in what analysts read', async () => {
    const desk = new Desk(system);
    const analyst = await desk.signInAs('analyst');
    const traces = (text: string) =>
      Object.entries(CANARIES)
        .filter(([, canary]) => text.includes(canary))
        .map(([name]) => name);
    for (let after = 0, more = true; more;) {
      const page: string = await desk.want(`/v1/events?limit=1000&after=${after}`, {
        token: analyst,
      });
      expect(traces(page)).toEqual([]);
      const last = page.trim().split('\n').at(-1) ?? '';
      more = last !== '';
      after = more ? JSON.parse(last).position : after;
    }
    const logs = join(system.folder, 'logs');
    for (const file of readdirSync(logs).filter((name) => !name.startsWith('mail'))) {
      expect({ file, traces: traces(readFileSync(join(logs, file), 'utf8')) }).toEqual({
        file,
        traces: [],
      });
    }
  });
});
