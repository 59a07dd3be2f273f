import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@pst/contracts';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import { Desk, type Answer } from './desk.ts';

const VISITORS = 150;
const AT_ONCE = 6;
/** Killed one after the other while visitors sign in; each is back before the next one falls. */
const VICTIMS = [
  'guestbook',
  'insights',
  'nats-server',
  'guestbook',
  'notifications',
  'postgres',
  'insights',
  'guestbook',
];
const HEALED = { timeoutMs: 60_000, everyMs: 100 };
/** What a killed consumer had in its hands comes again after the 30 s it had for acknowledging. */
const DELIVERED_AGAIN = { timeoutMs: 90_000 };

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
  service: 'digital-library',
  noticeVersion: '2026-01',
};

describe('when parts of the system fall', () => {
  let system: RunningSystem;
  let desk: Desk;

  beforeAll(async () => {
    // Patient clients of one address ask again and again while something is down: that is what is tried
    // here, and not how much one address may ask.
    system = await startSystem({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00', RATE_LIMITS: 'off' });
    desk = new Desk(system);
  });
  afterAll(() => system?.stop());

  /** Every status a signing visitor got. */
  const heard = new Set<number>();

  /** Kills without warning, and waits until the supervisor has started it again. */
  async function kill(name: string): Promise<void> {
    const before = await eventually(() => {
      // One that fell by itself for want of what fell before it lies between two starts just now.
      const pid = pidOf(name);
      process.kill(pid, 'SIGKILL');
      return pid;
    }, HEALED);
    await eventually(() => expect(pidOf(name)).not.toBe(before), HEALED);
  }

  /** Never -1, which to kill(2) is everybody. */
  function pidOf(name: string): number {
    const pid = system.addresses().pids[name] ?? -1;
    if (pid <= 1) {
      throw new Error(`${name} does not run just now`);
    }
    return pid;
  }

  /** Signs the guestbook as a patient client does: the same key again until there is a word. */
  async function signUntilAnswered(key: string): Promise<Answer['body']> {
    return eventually(async () => {
      const answer = await desk.ask('/v1/visits', {
        body: entry,
        headers: { 'idempotency-key': key },
      });
      heard.add(answer.status);
      if (answer.status !== 201) {
        throw new Error(`not yet: ${answer.status}`);
      }
      return answer.body;
    }, HEALED);
  }

  it('answers 503 within a second for a service that is down, and the rest goes on', async () => {
    const before = pidOf('complaints');
    process.kill(before, 'SIGKILL');
    const asked = performance.now();
    const answer = await desk.ask('/v1/complaints/ADU-0000-0000');
    const took = performance.now() - asked;
    expect(answer).toMatchObject({
      status: 503,
      body: { type: '/problems/service-unavailable', service: 'complaints' },
    });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(took).toBeLessThan(1_000);
    expect((await desk.ask('/v1/queue')).status).toBe(200);
    await eventually(async () => {
      expect((await desk.ask('/v1/complaints/ADU-0000-0000')).status).toBe(404);
    }, HEALED);
  });

  it('loses no visitor and counts none twice, whatever is killed meanwhile', async () => {
    const keys = Array.from({ length: VISITORS }, () => newId());
    const tickets = new Map<string, Answer['body']>();
    const nemesis = (async () => {
      for (const victim of VICTIMS) {
        await kill(victim);
      }
    })();
    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let n = next++; n < keys.length; n = next++) {
          const key = keys[n] ?? '';
          tickets.set(key, await signUntilAnswered(key));
          // Some come only after the last victim has fallen.
          if (n === VISITORS - 3 * AT_ONCE) {
            await nemesis;
          }
        }
      }),
    );
    await nemesis;

    // Whatever breaks, a client hears that it may try again, and never that it did wrong.
    expect([...heard].filter((status) => status !== 201 && status < 500)).toEqual([]);
    const signed = [...tickets.values()];
    expect(signed).toHaveLength(VISITORS);
    expect(new Set(signed.map(({ ticketNumber }) => ticketNumber)).size).toBe(VISITORS);
    // A client that asks once more gets the ticket it has.
    const [first = ''] = keys;
    expect(await signUntilAnswered(first)).toEqual(tickets.get(first));

    const [head, analyst] = await Promise.all([desk.signInAs('head'), desk.signInAs('analyst')]);
    await eventually(async () => {
      const today = await desk.want('/v1/reports/today', { token: head });
      expect(today.visits).toMatchObject({ checkedIn: VISITORS, waiting: VISITORS });
    }, HEALED);
    const lines: string = await desk.want(
      '/v1/events?limit=1000&types=pst.guestbook.visit.checked-in.v1',
      { token: analyst },
    );
    const events = lines
      .trim()
      .split('\n')
      .map((line): Answer['body'] => JSON.parse(line));
    expect(events).toHaveLength(VISITORS);
    expect(new Set(events.map(({ id }) => id)).size).toBe(VISITORS);
    expect(new Set(events.map(({ data }) => data.visitId))).toEqual(
      new Set(signed.map(({ id }) => id)),
    );
  });

  it('sends every mail that was ordered before the mail service fell', async () => {
    const email = `setia-${newId()}@contoh.example`;
    await desk.want('/v1/accounts', {
      body: { name: 'Pembaca', email, password: 'kursi rotan di teras' },
    });
    await kill('notifications');
    const mail = await desk.mailTo(email, /Verifikasi/, DELIVERED_AGAIN);
    expect(mail.text).toContain('#token=');
  });
});
