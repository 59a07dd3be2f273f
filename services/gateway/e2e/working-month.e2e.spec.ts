import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import { newId, sealEntry } from '@pst/contracts';
import { eventually } from '@pst/testing';
import { runOnce } from '../../../deploy/local/run-once.ts';
import { AccountsModule } from '../../accounts/src/accounts.module.ts';
import { database as accountsTables } from '../../accounts/src/database/data-source.ts';
import { database as guestbookTables } from '../../guestbook/src/database/data-source.ts';
import { GuestbookModule } from '../../guestbook/src/guestbook.module.ts';
import { ClockSweep } from '../../guestbook/src/visits/sweep-clocks/clock-sweep.ts';
import { database as insightsTables } from '../../insights/src/database/data-source.ts';
import { InsightsModule } from '../../insights/src/insights.module.ts';
import { Desk, type Answer } from './desk.ts';
import { officeUnderTest, type OfficeUnderTest } from './office-under-test.ts';
import {
  after,
  at,
  dayOf,
  isWorkingDay,
  percentile,
  seeded,
  served,
  weekdayOf,
  windowsOf,
} from './plain-working-time.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SEED = 1606;
const VISITORS_A_DAY = 40;
const COUNTERS = ['1', '2', '3'];
const WORKSTATIONS = ['PC 1', 'PC 2', 'PC 3', 'PC 4'];
const DAYS = Array.from({ length: 31 }, (_, n) => `2026-12-${String(n + 1).padStart(2, '0')}`);
const WORKING_DAYS = DAYS.filter(isWorkingDay);
/** The power fails on this day, and on that one the kiosk has no network for an hour. */
const POWER_CUT = { day: WORKING_DAYS[5] ?? '', from: '10:00', to: '10:40' };
const OFFLINE = { day: WORKING_DAYS[11] ?? '', from: '09:30', to: '10:30' };
const PURPOSES = ['library-visit', 'data-request', 'statistical-consultation'] as const;
const SERVICES = ['physical-library', 'digital-library'] as const;

/** Who comes, what they will do, and what the test writes down about them itself. */
interface Visitor {
  readonly arrivedAt: number;
  readonly service: (typeof SERVICES)[number];
  readonly purpose: (typeof PURPOSES)[number];
  readonly elderly: boolean;
  /** Goes after so long without having been called. */
  readonly patience: number;
  readonly comes: boolean;
  readonly walk: number;
  readonly talk: number;
  readonly hold: number;
  readonly handOver: number;
  readonly read: number;
  /** The officer forgets to complete the visit. */
  readonly forgotten: boolean;
  readonly by: 'phone' | 'paper' | 'kiosk';

  id: string;
  code: string;
  ticket: string;
  counter?: string | undefined;
  firstCalledAt?: number;
  servedAt?: number;
  heldAt?: number;
  held: number;
  offeredAt?: number | undefined;
  queuedAt?: number;
  /** From the offer to the hand-over, and whether an offer ran out before. */
  handedOverIn?: number;
  offerMissed?: boolean;
  deliveredAt?: number;
  corrected?: boolean;
  end?: 'completed' | 'left' | 'no-show' | 'closed-end-of-day';
  leftAt?: number;
}

/** An officer's session. */
interface Shift {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly renewAt: number;
}

interface Workstation {
  readonly id: string;
  readonly name: string;
  state: 'free' | 'offered' | 'in-use' | 'cleaning';
  since: number;
}

/** What happens next; of what happens at one instant, the first planned happens first. */
interface Plan {
  readonly time: number;
  readonly order: number;
  readonly run: () => Promise<void>;
}

/**
 * A month of the desk, run through the gateway by a clock that the test moves: forty visitors a day,
 * three officers, four desk PCs, breaks, Christmas, walk-outs, no-shows, a power cut and a kiosk without
 * a network. What the office then publishes is held against what the test counted for itself.
 */
describe('a working month', () => {
  const clock = Clock.standing(new Date(at(DAYS[0] ?? '', '07:00')));
  let office: OfficeUnderTest;
  let desk: Desk;
  const visitors: Visitor[] = [];
  const workstations: Workstation[] = [];
  /** Who sits at each counter. */
  const staff = new Map<string, Shift>();
  let kiosk = { token: '', id: '' };

  const plans: Plan[] = [];
  let planned = 0;
  const plan = (time: number, run: () => Promise<void>) => {
    plans.push({ time, order: (planned += 1), run });
  };
  const now = () => clock.now().getTime();

  const line: Visitor[] = [];
  const pcLine: Visitor[] = [];
  const busy = new Map<string, Visitor>();
  const first = (left: Visitor, right: Visitor) =>
    Number(right.elderly) - Number(left.elderly) ||
    left.arrivedAt - right.arrivedAt ||
    left.ticket.localeCompare(right.ticket);

  const accounts = Object.fromEntries(
    ['admin', 'officer', 'librarian', 'head'].map((role) => [
      role,
      { email: `${role}@pustaka.example`, password: `kursi rotan ${role}` },
    ]),
  );

  beforeAll(async () => {
    office = await officeUnderTest(
      [
        { name: 'accounts', module: AccountsModule, database: accountsTables },
        { name: 'guestbook', module: GuestbookModule, database: guestbookTables },
        { name: 'insights', module: InsightsModule, database: insightsTables },
      ],
      clock,
    );
    await runOnce(join(import.meta.dirname, '../../accounts/src/seed-demo-accounts.ts'), [], {
      env: { ...process.env, ...textOf(office.configOf('accounts')) },
      input: JSON.stringify(accounts),
    });
    desk = new Desk({ gateway: office.gateway.url, accounts, mail: '' });
    await openTheOffice();
  });
  afterAll(() => office?.stop());

  /** Staff, desk PCs and a kiosk, as an administrator sets them up. */
  async function openTheOffice() {
    const admin = await desk.signInAs('admin');
    const { items } = await desk.want('/v1/desk/accounts', { token: admin });
    const librarian = items.find((account: Answer['body']) => account.roles.includes('librarian'));
    await desk.want(`/v1/desk/accounts/${librarian.id}/roles`, {
      method: 'PUT',
      body: { roles: ['librarian', 'officer'] },
      token: admin,
    });
    for (const name of WORKSTATIONS) {
      const { id } = await desk.want('/v1/desk/workstations', { body: { name }, token: admin });
      workstations.push({ id, name, state: 'free', since: now() });
    }
    kiosk = await desk.want('/v1/desk/devices', {
      body: { name: 'Kios pintu masuk', kind: 'kiosk' },
      token: admin,
    });
  }

  /** A session of the officer at a counter, renewed as an app does it before it runs out. */
  async function tokenOf(counter: string): Promise<string> {
    const shift = staff.get(counter);
    if (shift === undefined) {
      throw new Error(`Nobody sits at counter ${counter}`);
    }
    if (now() > shift.renewAt) {
      const fresh = await desk.want('/v1/sessions/refresh', {
        body: { refreshToken: shift.refreshToken },
      });
      Object.assign(shift, fresh, { renewAt: now() + 20 * MINUTE });
    }
    return shift.accessToken;
  }
  const act = async (visitor: Visitor, action: string, body: object = {}) =>
    desk.want(`/v1/desk/visits/${visitor.id}/${action}`, {
      body,
      token: await tokenOf(visitor.counter ?? '1'),
    });
  const sweep = async () => {
    const service = office.running('guestbook').app.get(ClockSweep);
    while ((await service.sweep()) > 0) {
      // Until there is nothing left to say.
    }
  };

  const entryOf = (visitor: Visitor) => ({
    name: 'Pengunjung',
    identityKind: 'ktp',
    institution: 'Instansi',
    institutionCategory: 'other',
    occupation: 'other',
    education: 'bachelor',
    sex: 'female',
    birthYear: visitor.elderly ? 1955 : 1995,
    purpose: visitor.purpose,
    useOfData: 'other',
    service: visitor.service,
    noticeVersion: '2026-01',
  });

  async function signByPhone(visitor: Visitor) {
    const ticket = await desk.want('/v1/visits', { body: entryOf(visitor) });
    Object.assign(visitor, { id: ticket.id, code: ticket.code, ticket: ticket.ticketNumber });
    stand(visitor);
  }

  /** In line: until called, or until the patience is over. */
  function stand(visitor: Visitor) {
    line.push(visitor);
    line.sort(first);
    plan(visitor.arrivedAt + visitor.patience, async () => {
      if (!line.includes(visitor)) {
        return;
      }
      line.splice(line.indexOf(visitor), 1);
      await desk.want(`/v1/visits/${visitor.code}/departure`, { body: {} });
      Object.assign(visitor, { end: 'left', leftAt: now() });
    });
    plan(now(), callWhoeverWaits);
  }

  /** Every free officer calls, except over the break; after closing whoever is in still gets served. */
  async function callWhoeverWaits() {
    const [, afternoon] = windowsOf(dayOf(now()));
    const open = served(now(), now() + SECOND) > 0 || now() >= (afternoon?.[1] ?? 0);
    for (const counter of COUNTERS.filter((candidate) => !busy.has(candidate))) {
      const [next] = line;
      if (next === undefined || !open) {
        return;
      }
      line.shift();
      const called = await desk.want('/v1/desk/calls', {
        body: { counter },
        token: await tokenOf(counter),
      });
      expect(called.ticketNumber).toBe(next.ticket);
      busy.set(counter, next);
      Object.assign(next, { counter, firstCalledAt: next.firstCalledAt ?? now() });
      if (next.comes) {
        plan(now() + next.walk, () => begin(next));
      } else {
        plan(now() + MINUTE, async () => void (await act(next, 'recall')));
        plan(now() + 2 * MINUTE, async () => void (await act(next, 'recall')));
        plan(now() + 3 * MINUTE, async () => {
          await act(next, 'no-show');
          next.end = 'no-show';
          leaveCounter(next);
        });
      }
    }
  }

  function leaveCounter(visitor: Visitor) {
    busy.delete(visitor.counter ?? '');
    plan(now(), callWhoeverWaits);
  }

  async function begin(visitor: Visitor) {
    await act(visitor, 'identity-check', { kind: 'ktp' });
    await act(visitor, 'start');
    visitor.servedAt = now();
    if (visitor.forgotten) {
      plan(now() + visitor.talk, () => Promise.resolve(leaveCounter(visitor)));
    } else if (visitor.service === 'digital-library') {
      plan(now() + 90 * SECOND, () => queueForWorkstation(visitor));
    } else if (visitor.hold > 0) {
      plan(now() + MINUTE, async () => {
        await act(visitor, 'hold');
        visitor.heldAt = now();
        leaveCounter(visitor);
        plan(now() + visitor.hold, async () => {
          await act(visitor, 'resume');
          visitor.held += served(visitor.heldAt ?? 0, now());
          plan(now() + visitor.talk, () => deliver(visitor));
        });
      });
    } else {
      plan(now() + visitor.talk, () => deliver(visitor));
    }
  }

  async function deliver(visitor: Visitor) {
    await act(visitor, 'complete');
    Object.assign(visitor, { deliveredAt: now(), end: 'completed' });
    if (busy.get(visitor.counter ?? '') === visitor) {
      leaveCounter(visitor);
    }
  }

  async function queueForWorkstation(visitor: Visitor) {
    await act(visitor, 'to-workstation');
    visitor.queuedAt = now();
    pcLine.push(visitor);
    leaveCounter(visitor);
    offerWhatIsFree();
  }

  /** What the guestbook does by itself: the PC that is free longest, the head of its line. */
  function offerWhatIsFree() {
    const free = workstations
      .filter(({ state }) => state === 'free')
      .toSorted((left, right) => left.since - right.since || left.id.localeCompare(right.id));
    for (const workstation of free) {
      pcLine.sort(
        (left, right) =>
          Number(right.elderly) - Number(left.elderly) ||
          (left.queuedAt ?? 0) - (right.queuedAt ?? 0) ||
          first(left, right),
      );
      const visitor = pcLine.shift();
      if (visitor === undefined) {
        return;
      }
      Object.assign(workstation, { state: 'offered', since: now() });
      visitor.held += served(visitor.queuedAt ?? 0, now());
      const offeredAt = now();
      visitor.offeredAt = offeredAt;
      const ends = after(offeredAt, 5);
      if (offeredAt + visitor.handOver <= ends) {
        plan(offeredAt + visitor.handOver, () => handOver(visitor, workstation));
      } else {
        plan(ends + SECOND, async () => {
          await sweep();
          visitor.offerMissed = true;
          visitor.offeredAt = undefined;
          visitor.queuedAt = now();
          Object.assign(visitor, { handOver: MINUTE });
          pcLine.push(visitor);
          Object.assign(workstation, { state: 'free', since: now() });
          offerWhatIsFree();
        });
      }
    }
  }

  async function moveWorkstation({ id }: Workstation, action: string) {
    return desk.want(`/v1/desk/workstations/${id}/${action}`, {
      body: {},
      token: await tokenOf('1'),
    });
  }

  async function handOver(visitor: Visitor, workstation: Workstation) {
    const moved = await moveWorkstation(workstation, 'start');
    expect(moved.ticketNumber).toBe(visitor.ticket);
    Object.assign(workstation, { state: 'in-use', since: now() });
    visitor.handedOverIn = served(visitor.offeredAt ?? 0, now());
    visitor.deliveredAt = now();
    plan(now() + visitor.read, async () => {
      await moveWorkstation(workstation, 'release');
      visitor.end = 'completed';
      Object.assign(workstation, { state: 'cleaning', since: now() });
      plan(now() + 2 * MINUTE, async () => {
        await moveWorkstation(workstation, 'ready');
        Object.assign(workstation, { state: 'free', since: now() });
        offerWhatIsFree();
      });
    });
  }

  /** What the kiosk took while it was alone, handed over when the network is back. */
  async function syncKiosk(taken: Visitor[]) {
    const headers = { authorization: `Device ${kiosk.token}` };
    const ask = (path: string, body?: object) =>
      desk.want(path, { ...(body && { body }), headers });
    const { entryKey } = await ask('/v1/kiosk');
    const { numbers } = await ask('/v1/kiosk/ticket-blocks', {});
    const entries = await Promise.all(
      taken.map(async (visitor, index) => {
        const place = {
          office: '1606',
          deviceId: kiosk.id,
          id: newId(visitor.arrivedAt),
          ticketNumber: String(numbers[index]),
          signedAt: new Date(visitor.arrivedAt).toISOString(),
        };
        const code = `K${String(index).padStart(15, '0')}`;
        Object.assign(visitor, { id: place.id, code, ticket: place.ticketNumber });
        const text = JSON.stringify({ code, entry: entryOf(visitor) });
        const { office: _office, ...plain } = place;
        return { ...plain, offline: true, sealed: await sealEntry(text, place, entryKey) };
      }),
    );
    // The answer of the first time was lost: the kiosk cannot know, and sends all of it again.
    await ask('/v1/kiosk/entries', { entries });
    const { results } = await ask('/v1/kiosk/entries', { entries });
    expect(results.map(({ outcome }: Answer['body']) => outcome)).toEqual(
      taken.map(() => 'duplicate'),
    );
    taken.forEach(stand);
  }

  /** Lines of the paper book, entered once the power is back. */
  async function enterFromPaper(visitor: Visitor) {
    const entered = await desk.want('/v1/desk/visits', {
      body: {
        ...entryOf(visitor),
        arrivedAt: new Date(visitor.arrivedAt).toISOString(),
        completedAt: new Date(visitor.arrivedAt + 12 * MINUTE).toISOString(),
      },
      token: await tokenOf('1'),
    });
    Object.assign(visitor, { id: entered.id, ticket: entered.ticketNumber, end: 'completed' });
  }

  /** Pressed when the power came back, though it was done before: the log is corrected. */
  async function deliverLate(visitor: Visitor, doneAt: number) {
    await deliver(visitor);
    const { entries } = await desk.want(`/v1/desk/visits/${visitor.id}/log`, {
      token: await tokenOf('1'),
    });
    await act(visitor, 'corrections', {
      seq: entries.find(({ type }: Answer['body']) => type === 'completed').seq,
      at: new Date(doneAt).toISOString(),
      reason: 'system-down',
    });
    Object.assign(visitor, { deliveredAt: doneAt, corrected: true });
  }

  function comeTo(day: string, random: () => number): Visitor[] {
    const [morning, afternoon] = windowsOf(day);
    const within = (least: number, most: number) =>
      Math.round(least + random() * (most - least)) * SECOND;
    return Array.from({ length: VISITORS_A_DAY }, (): Visitor => {
      // Half of them come within one hour, as a school class does; that is when promises are broken.
      const rush = [at(day, '09:00'), at(day, '10:00')] as const;
      const spread = (random() < 0.6 ? morning : afternoon) ?? [0, 0];
      const [open, close] = random() < 0.5 ? rush : spread;
      const arrivedAt = open + Math.floor((random() * (close - open - MINUTE)) / SECOND) * SECOND;
      const during = ({ day: when, from, to }: typeof OFFLINE) =>
        day === when && arrivedAt >= at(day, from) && arrivedAt < at(day, to);
      return {
        arrivedAt,
        service: random() < 0.35 ? 'digital-library' : 'physical-library',
        purpose: PURPOSES[Math.floor(random() * PURPOSES.length)] ?? 'library-visit',
        elderly: random() < 0.1,
        patience: random() < 0.2 ? within(60, 480) : within(3_600, 7_200),
        comes: random() > 0.05,
        walk: within(10, 60),
        talk: within(120, 900),
        hold: random() < 0.08 ? within(300, 1_500) : 0,
        handOver: random() < 0.08 ? within(310, 500) : within(20, 240),
        read: within(600, 3_600),
        forgotten: random() < 0.01,
        by: during(POWER_CUT) ? 'paper' : during(OFFLINE) && random() < 0.6 ? 'kiosk' : 'phone',
        id: '',
        code: '',
        ticket: '',
        held: 0,
      };
    });
  }

  async function runDay(day: string, random: () => number) {
    clock.moveTo(new Date(at(day, '07:30')));
    for (const [counter, role] of Object.entries({ 1: 'officer', 2: 'admin', 3: 'librarian' })) {
      const session = await desk.want('/v1/sessions', { body: accounts[role] });
      staff.set(counter, { ...session, renewAt: now() + 20 * MINUTE });
    }
    const today = comeTo(day, random);
    visitors.push(...today);
    for (const visitor of today.filter(({ by }) => by === 'phone')) {
      plan(visitor.arrivedAt, () => signByPhone(visitor));
    }
    for (const [open, close] of windowsOf(day)) {
      plan(open, callWhoeverWaits);
      plan(close, callWhoeverWaits);
    }
    if (day === OFFLINE.day) {
      const taken = today
        .filter(({ by }) => by === 'kiosk')
        .toSorted((a, b) => a.arrivedAt - b.arrivedAt);
      mustBe(taken.length > 2, 'several visitors at the lonely kiosk');
      plan(at(day, OFFLINE.to), () => syncKiosk(taken));
    }
    while (plans.length > 0) {
      plans.sort((left, right) => left.time - right.time || left.order - right.order);
      const [next] = plans.splice(0, 1);
      if (next === undefined) {
        break;
      }
      if (
        day === POWER_CUT.day &&
        now() < at(day, POWER_CUT.from) &&
        next.time >= at(day, POWER_CUT.from)
      ) {
        plans.push(next);
        await powerFails(today);
        continue;
      }
      clock.moveTo(new Date(Math.max(now(), next.time)));
      await next.run();
    }
    // The office has gone home; whatever is open is closed, and counts as not served.
    clock.moveTo(new Date(at(day, '18:00') + SECOND));
    await sweep();
    for (const visitor of today.filter(({ end }) => end === undefined)) {
      visitor.end = 'closed-end-of-day';
      busy.delete(visitor.counter ?? '');
    }
    mustBe(line.length === 0 && pcLine.length === 0, 'nobody in line at night');
  }

  /** Nothing can be pressed until the light is back; then everything that was due is caught up with. */
  async function powerFails(today: Visitor[]) {
    const back = at(POWER_CUT.day, POWER_CUT.to);
    const doneInTheDark = [...busy.values()].filter(
      (visitor) =>
        visitor.servedAt !== undefined &&
        visitor.service === 'physical-library' &&
        visitor.hold === 0 &&
        !visitor.forgotten &&
        visitor.servedAt + visitor.talk < back,
    );
    mustBe(doneInTheDark.length > 0, 'somebody at a counter when the power fails');
    await office.restart('guestbook');
    clock.moveTo(new Date(back));
    for (const visitor of doneInTheDark) {
      const doneAt = (visitor.servedAt ?? 0) + visitor.talk;
      // Its own plan of completing it finds it completed.
      const index = plans.findIndex(({ time }) => time === doneAt);
      plans.splice(index, 1);
      await deliverLate(visitor, doneAt);
    }
    for (const visitor of today.filter(({ by }) => by === 'paper')) {
      await enterFromPaper(visitor);
    }
  }

  it('passes at the desk', async () => {
    const random = seeded(SEED);
    for (const day of WORKING_DAYS) {
      await runDay(day, random);
    }
    expect(visitors).toHaveLength(WORKING_DAYS.length * VISITORS_A_DAY);
    clock.moveTo(new Date(at('2027-01-04', '09:00')));
  }, 600_000);

  let sheet: Answer['body'];
  it('is reported whole', async () => {
    const head = await desk.signInAs('head');
    await eventually(
      async () => {
        sheet = await desk.want('/v1/reports/compliance?month=2026-12', { token: head });
        const ended = (end: Visitor['end']) =>
          visitors.filter((visitor) => visitor.end === end).length;
        expect(sheet.visits).toMatchObject({
          checkedIn: visitors.length,
          completed: ended('completed'),
          left: ended('left'),
          noShow: ended('no-show'),
          closedAtEndOfDay: ended('closed-end-of-day'),
          open: 0,
          cancelled: 0,
          prioritised: visitors.filter(({ elderly }) => elderly).length,
        });
      },
      { timeoutMs: 60_000, everyMs: 500 },
    );
    expect(sheet.workingDays).toBe(WORKING_DAYS.length);
    // Every way in which a visit can end has happened, or the rest would show nothing.
    for (const count of Object.values({
      ...sheet.visits,
      open: 1,
      cancelled: 1,
      returned: 1,
      leftWhileServed: 1,
    })) {
      expect(count).toBeGreaterThan(0);
    }
  });

  const measured = ({ by }: Visitor) => by === 'phone';
  const waitOf = ({ arrivedAt, servedAt }: Visitor) =>
    servedAt === undefined ? undefined : Math.floor(served(arrivedAt, servedAt) / SECOND);

  /** What a clock says of the visits, by the definitions that are printed beside it. */
  function counted(of: readonly Visitor[]) {
    const fates = of.map((visitor) => {
      const due = after(visitor.arrivedAt, 5);
      if (visitor.servedAt !== undefined || visitor.by === 'paper') {
        return !measured(visitor)
          ? 'notMeasured'
          : (visitor.servedAt ?? 0) <= due
            ? 'met'
            : 'breached';
      }
      if (visitor.end === 'left') {
        return (visitor.leftAt ?? 0) <= due
          ? 'leftEarly'
          : measured(visitor)
            ? 'leftLate'
            : 'notMeasured';
      }
      if (visitor.end === 'no-show') {
        return (visitor.firstCalledAt ?? 0) <= due
          ? 'noShow'
          : measured(visitor)
            ? 'noShowLate'
            : 'notMeasured';
      }
      return 'closedAtEndOfDay';
    });
    return (fate: string) => fates.filter((each) => each === fate).length;
  }

  function onTimeOf(of: readonly Visitor[]) {
    const count = counted(of);
    const numerator = count('met');
    const denominator = numerator + count('breached') + count('leftLate') + count('noShowLate');
    return { numerator, denominator };
  }

  it('keeps clock A as the test counted it: met, broken, left and missed, with its percentiles', () => {
    const clockA = sheet.clocks.find(
      ({ clock: name }: Answer['body']) => name === 'served-after-guestbook',
    );
    const count = counted(visitors);
    expect(clockA.counted).toEqual({
      met: count('met'),
      breached: count('breached'),
      leftLate: count('leftLate'),
      noShowLate: count('noShowLate'),
    });
    expect(clockA.apart).toEqual({
      leftEarly: count('leftEarly'),
      noShow: count('noShow'),
      closedAtEndOfDay: count('closedAtEndOfDay'),
      notMeasured: count('notMeasured'),
      open: 0,
    });
    expect(Object.values(clockA.counted)).not.toContain(0);
    expect(clockA.onTime).toMatchObject(onTimeOf(visitors));
    const waits = visitors.filter(measured).flatMap((visitor) => waitOf(visitor) ?? []);
    expect(clockA.times).toMatchObject({
      n: waits.length,
      corrected: visitors.filter(({ corrected }) => corrected === true).length,
      p50: percentile(waits, 0.5),
      p90: percentile(waits, 0.9),
      p95: percentile(waits, 0.95),
    });
  });

  it('keeps clock B: from the PC that was there for the visitor to its hand-over', () => {
    const clockB = sheet.clocks.find(
      ({ clock: name }: Answer['body']) => name === 'served-after-workstation',
    );
    const offered = visitors.filter(
      (visitor) => measured(visitor) && visitor.handedOverIn !== undefined,
    );
    const breached = offered.filter(({ offerMissed }) => offerMissed === true).length;
    expect(breached).toBeGreaterThan(0);
    expect(clockB.counted).toMatchObject({ met: offered.length - breached, breached });
    const seconds = offered.map(({ handedOverIn = 0 }) => Math.floor(handedOverIn / SECOND));
    expect(clockB.times).toMatchObject({ n: seconds.length, p50: percentile(seconds, 0.5) });
  });

  it('keeps clock C: the whole service without the visitor’s own time', () => {
    const clockC = sheet.clocks.find(({ clock: name }: Answer['body']) => name === 'total');
    const delivered = visitors.filter(
      (visitor) => measured(visitor) && visitor.deliveredAt !== undefined,
    );
    const totalOf = ({ arrivedAt, deliveredAt = 0, held }: Visitor) =>
      served(arrivedAt, deliveredAt) - held;
    const met = delivered.filter((visitor) => totalOf(visitor) <= 20 * MINUTE).length;
    expect(clockC.counted).toMatchObject({ met, breached: delivered.length - met });
    const seconds = delivered.map((visitor) => Math.floor(totalOf(visitor) / SECOND));
    expect(clockC.times).toMatchObject({
      n: seconds.length,
      p50: percentile(seconds, 0.5),
      p90: percentile(seconds, 0.9),
      p95: percentile(seconds, 0.95),
    });
  });

  it('shows the same by service, purpose, hour and weekday, and its coverage', () => {
    const hourOf = ({ arrivedAt }: Visitor) =>
      String(new Date(arrivedAt + 7 * 3_600_000).getUTCHours());
    const groups = {
      byService: ({ service }: Visitor) => service,
      byPurpose: ({ purpose }: Visitor) => purpose,
      byHour: hourOf,
      byWeekday: ({ arrivedAt }: Visitor) => String(weekdayOf(dayOf(arrivedAt))),
    };
    for (const [name, codeOf] of Object.entries(groups)) {
      const codes = [...new Set(visitors.map(codeOf))];
      expect(sheet[name]).toHaveLength(codes.length);
      for (const code of codes) {
        const those = visitors.filter((visitor) => codeOf(visitor) === code);
        expect(sheet[name].find((group: Answer['body']) => group.code === code)).toMatchObject({
          visits: those.length,
          onTime: onTimeOf(those),
          left: those.filter(({ end }) => end === 'left').length,
          noShow: those.filter(({ end }) => end === 'no-show').length,
        });
      }
    }
    expect(sheet.coverage).toMatchObject({
      numerator: visitors.filter(measured).length,
      denominator: visitors.length,
    });
    expect(sheet.corrections.reasons).toEqual([
      {
        code: 'system-down',
        corrections: visitors.filter(({ corrected }) => corrected === true).length,
      },
    ]);
  });
});

/** What the simulation needs in order to show anything. */
function mustBe(condition: boolean, what: string): void {
  if (!condition) {
    throw new Error(`The simulation needs ${what}`);
  }
}

/** A configuration as an environment. */
function textOf(config: object): Record<string, string> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)]));
}
