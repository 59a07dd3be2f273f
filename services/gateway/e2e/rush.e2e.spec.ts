import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@pst/contracts';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import { Desk, type Answer } from './desk.ts';

const KIOSKS = 50;
const VISITORS_EACH = 4;
const VISITORS = KIOSKS * VISITORS_EACH;
const OFFICERS = 20;

const entry = {
  name: 'Pengunjung Uji',
  identityKind: 'ktp',
  institution: 'Instansi Uji',
  institutionCategory: 'other',
  occupation: 'other',
  education: 'none',
  sex: 'male',
  birthYear: 1990,
  purpose: 'library-visit',
  useOfData: 'other',
  service: 'physical-library',
  noticeVersion: '2026-01',
};

/** Fifty kiosks and twenty officers at once, on two processes each of gateway and guestbook. */
describe('a rush at the desk', () => {
  let system: RunningSystem;
  let doors: Desk[];
  let officer: string;

  beforeAll(async () => {
    system = await startSystem({
      DEMO_CLOCK: '2026-11-23T09:00:00+07:00',
      REPLICAS: 'gateway=2,guestbook=2',
      RATE_LIMITS: 'off',
    });
    doors = system.gateways.map((gateway) => new Desk({ ...system, gateway }));
    officer = await door(0).signInAs('officer');
  });
  afterAll(() => system?.stop());

  const door = (n: number) => doors[n % doors.length] as Desk;

  it('is let in through two gateways', () => {
    expect(new Set(system.gateways).size).toBe(2);
    expect(Object.keys(system.addresses().pids)).toEqual(
      expect.arrayContaining(['guestbook', 'guestbook-2', 'gateway', 'gateway-2']),
    );
  });

  it('gives every visitor a ticket of their own and loses nobody', async () => {
    const tickets: Answer['body'][] = [];
    await Promise.all(
      Array.from({ length: KIOSKS }, async (_, kiosk) => {
        for (let n = 0; n < VISITORS_EACH; n += 1) {
          const key = newId();
          const sign = (at: number) =>
            door(at).want('/v1/visits', { body: entry, headers: { 'idempotency-key': key } });
          // A kiosk that is not sure of its answer asks again, perhaps at the other door.
          const [first, again] = await Promise.all([sign(kiosk), sign(kiosk + 1)]);
          expect(again).toEqual(first);
          tickets.push(first);
        }
      }),
    );
    const numbers = tickets.map(({ ticketNumber }) => ticketNumber);
    expect(new Set(numbers).size).toBe(VISITORS);
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(VISITORS);
    expect(await door(1).want('/v1/queue')).toMatchObject({ waitingCount: VISITORS });
  });

  it('calls nobody twice, passes over nobody, and keeps the order', async () => {
    const line: string[] = [];
    for (let cursor = ''; ;) {
      const page = await door(0).want(`/v1/desk/visits?state=waiting&limit=100${cursor}`, {
        token: officer,
      });
      line.push(...page.items.map(({ ticketNumber }: Answer['body']) => ticketNumber));
      if (page.nextCursor === null) {
        break;
      }
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(line).toHaveLength(VISITORS);
    const called: string[][] = [];
    await Promise.all(
      Array.from({ length: OFFICERS }, async (_, n) => {
        const mine: string[] = [];
        called.push(mine);
        for (;;) {
          const answer = await door(n).ask('/v1/desk/calls', {
            body: { counter: String(n + 1) },
            token: officer,
          });
          if (answer.status === 409) {
            return;
          }
          expect(answer.status).toBe(201);
          mine.push(answer.body.ticketNumber);
        }
      }),
    );
    expect(called.flat()).toHaveLength(VISITORS);
    expect(new Set(called.flat())).toEqual(new Set(line));
    // Each counter saw the line go forward, and nobody was called long after those behind them.
    const place = new Map(line.map((ticket, index) => [ticket, index]));
    for (const mine of called) {
      const places = mine.map((ticket) => place.get(ticket) ?? -1);
      expect(places).toEqual(places.toSorted((left, right) => left - right));
    }
  });

  it('is counted whole', async () => {
    const head = await door(1).signInAs('head');
    await eventually(
      async () => {
        expect((await door(1).want('/v1/reports/today', { token: head })).visits).toMatchObject({
          checkedIn: VISITORS,
        });
      },
      { timeoutMs: 30_000 },
    );
    const analyst = await door(0).signInAs('analyst');
    const types = ['pst.guestbook.visit.checked-in.v1', 'pst.guestbook.visit.called.v1'];
    for (const type of types) {
      await eventually(async () => {
        const lines: string = await door(0).want(`/v1/events?limit=1000&types=${type}`, {
          token: analyst,
        });
        const subjects = lines
          .trim()
          .split('\n')
          .map((text): string => JSON.parse(text).subject);
        expect(subjects).toHaveLength(VISITORS);
        expect(new Set(subjects).size).toBe(VISITORS);
      });
    }
  });
});
