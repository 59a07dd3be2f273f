import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  newId,
  readCompliance,
  readFigures,
  readReport,
  readServiceLevels,
  readToday,
  serviceLevelAtRisk,
  serviceLevelBreached,
  serviceLevelMet,
  visitCalled,
  visitCancelled,
  visitCheckedIn,
  visitClosedAtEndOfDay,
  visitCompleted,
  visitCorrected,
  visitHeld,
  visitLeft,
  visitNoShow,
  visitPrioritised,
  visitQueuedForWorkstation,
  visitResumed,
  visitReturned,
  visitServing,
  visitTransferred,
  workstationStarted,
  type CloudEvent,
} from '@pst/contracts';
import { Transaction } from '@pst/persistence';
import { WorkingTime } from '@pst/service-standard';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { InsightsModule } from '../insights.module.ts';
import { rebuildFacts } from './rebuild-facts.ts';

/** Monday, nine o'clock in Sekayu. */
const NINE = new Date('2026-11-23T02:00:00Z');
const at = (minutes: number) => new Date(NINE.getTime() + minutes * 60_000);
const iso = (minutes: number) => at(minutes).toISOString();
const head = { actor: anActor('head') };
const MONTH = { from: '2026-11-01', to: '2026-11-30' };

type TimeQuality = 'measured' | 'backfilled' | 'offline-synced';
type Clocked = 'served-after-guestbook' | 'served-after-workstation' | 'total';
const TARGET: Record<Clocked, number> = {
  'served-after-guestbook': 5,
  'served-after-workstation': 5,
  total: 20,
};

/** One visit told event by event, numbered as the outbox numbers them; minutes are after nine. */
class Story {
  readonly visitId = newId();
  readonly events: CloudEvent[] = [];

  constructor(
    private readonly office: string,
    private readonly ticketNumber: string,
    private readonly service: 'physical-library' | 'digital-library' = 'physical-library',
    private readonly timeQuality: TimeQuality = 'measured',
  ) {}

  private tell(
    minutes: number,
    create: (about: Parameters<typeof visitHeld.create>[1]) => CloudEvent,
  ) {
    const event = create({ office: this.office, about: this.visitId, at: at(minutes) });
    this.events.push({ ...event, sequence: this.events.length + 1 });
    return this;
  }

  arrives(purpose: 'library-visit' | 'data-request' = 'library-visit', minute = 0) {
    const { visitId, ticketNumber, service, timeQuality } = this;
    return this.tell(minute, (about) =>
      visitCheckedIn.create(
        {
          visitId,
          ticketNumber,
          service,
          purpose,
          useOfData: 'research',
          institutionCategory: 'education-research',
          occupation: 'student',
          education: 'bachelor',
          sex: 'female',
          ageBand: '17-25',
          disability: 'none',
          country: 'ID',
          regencyCode: null,
          checkedInAt: iso(minute),
          dueAt: iso(minute + 5),
          totalDueAt: iso(minute + 20),
          timeQuality,
          standard: '030E/KPA/BPS1606/2023',
          channel: timeQuality === 'backfilled' ? 'paper' : 'kiosk',
          priority: null,
        },
        about,
      ),
    );
  }

  called(minute: number, call = 1) {
    const { visitId, ticketNumber } = this;
    return this.tell(minute, (about) =>
      visitCalled.create(
        { visitId, ticketNumber, counter: '1', call, calledAt: iso(minute) },
        about,
      ),
    );
  }

  served(minute: number) {
    const { visitId, service, timeQuality } = this;
    this.tell(minute, (about) =>
      visitServing.create(
        { visitId, service, servingAt: iso(minute), waitSeconds: minute * 60, timeQuality },
        about,
      ),
    );
    return this.timeQuality === 'measured' ? this.clock('served-after-guestbook', minute) : this;
  }

  clock(clock: Clocked, minute: number, late = minute > TARGET[clock]) {
    const { visitId } = this;
    return this.tell(minute, (about) =>
      (late ? serviceLevelBreached : serviceLevelMet).create(
        {
          visitId,
          clock,
          dueAt: iso(TARGET[clock]),
          at: iso(minute),
          targetMinutes: TARGET[clock],
        },
        about,
      ),
    );
  }

  atRisk(minute: number) {
    const { visitId } = this;
    return this.tell(minute, (about) =>
      serviceLevelAtRisk.create(
        {
          visitId,
          clock: 'served-after-guestbook',
          dueAt: iso(5),
          at: iso(minute),
          targetMinutes: 5,
        },
        about,
      ),
    );
  }

  completed(minute: number, totalMinutes = minute) {
    const { visitId, service, timeQuality } = this;
    const measured = timeQuality === 'measured';
    this.tell(minute, (about) =>
      visitCompleted.create(
        {
          visitId,
          service,
          completedAt: iso(minute),
          totalSeconds: measured ? totalMinutes * 60 : null,
          serviceSeconds: measured ? 300 : null,
          timeQuality,
          officerId: null,
        },
        about,
      ),
    );
    return measured ? this.clock('total', minute, totalMinutes > TARGET.total) : this;
  }

  left(minute: number, afterDue: boolean) {
    const { visitId, service } = this;
    return this.tell(minute, (about) =>
      visitLeft.create(
        {
          visitId,
          service,
          leftAt: iso(minute),
          while: 'waiting',
          waitSeconds: minute * 60,
          afterDue,
        },
        about,
      ),
    );
  }

  noShow(minute: number, calledLate: boolean) {
    const { visitId, service } = this;
    return this.tell(minute, (about) =>
      visitNoShow.create({ visitId, service, at: iso(minute), calls: 3, calledLate }, about),
    );
  }

  does(
    minute: number,
    create: (
      visitId: string,
      at: string,
      about: Parameters<typeof visitHeld.create>[1],
    ) => CloudEvent,
  ) {
    return this.tell(minute, (about) => create(this.visitId, iso(minute), about));
  }
}

/** A morning in which every way a visit can go happens once, with what each means for the figures. */
function aMorning(office: string): CloudEvent[] {
  const late = 8;
  const stories = [
    // 1: waited 2 of 5 minutes, done after 7 of 20.
    new Story(office, 'A001').arrives().called(1).served(2).completed(7),
    // 2: waited 9 minutes; the whole still took less than 20.
    new Story(office, 'A002').arrives('data-request').served(9).completed(14),
    // 3: left after 3 minutes, before the promise was broken.
    new Story(office, 'A003').arrives().left(3, false),
    // 4: left after 8 minutes, when the promise was broken already.
    new Story(office, 'A004').arrives().clock('served-after-guestbook', 5, true).left(late, true),
    // 5: called in time and did not come.
    new Story(office, 'A005').arrives().called(2).called(3, 2).called(4, 3).noShow(5, false),
    // 6: called only after seven minutes and not there any more.
    new Story(office, 'A006')
      .arrives()
      .clock('served-after-guestbook', 5, true)
      .called(7)
      .noShow(10, true),
    // 7: forty minutes by the wall, but held at the visitor's wish for twenty-five of them.
    new Story(office, 'A007')
      .arrives()
      .served(4)
      .does(6, (visitId, heldAt, about) => visitHeld.create({ visitId, heldAt }, about))
      .does(31, (visitId, resumedAt, about) => visitResumed.create({ visitId, resumedAt }, about))
      .completed(40, 15),
    // 8: the button was pressed at 8 minutes; service had begun at 4, and the log was corrected.
    new Story(office, 'A008')
      .arrives()
      .served(8)
      .completed(12)
      .does(60, (visitId, correctedAt, about) =>
        visitCorrected.create(
          {
            visitId,
            entry: 'serving',
            at: correctedAt,
            reason: 'pressed-late',
            waitSeconds: 240,
            totalSeconds: 720,
            serviceSeconds: 480,
            servedClock: 'met',
            workstationClock: 'not-started',
            totalClock: 'met',
            timeQuality: 'corrected',
          },
          about,
        ),
      ),
    // 9 and 10: from the paper book, and synchronised after an outage: visits without times.
    new Story(office, 'A009', 'physical-library', 'backfilled').arrives().served(30).completed(45),
    new Story(office, 'A010', 'physical-library', 'offline-synced')
      .arrives()
      .served(6)
      .completed(9),
    // 11: a second entry of somebody, served late: counts nowhere.
    new Story(office, 'A011')
      .arrives()
      .served(11)
      .does(12, (visitId, when, about) =>
        visitCancelled.create({ visitId, at: when, reason: 'duplicate' }, about),
      ),
    // 12: still waiting when the day ended.
    new Story(office, 'A012')
      .arrives()
      .clock('served-after-guestbook', 5, true)
      .does(540, (visitId, when, about) =>
        visitClosedAtEndOfDay.create({ visitId, service: 'physical-library', at: when }, about),
      ),
    // 13: moved to the digital library, got a computer after 2 minutes of its being free.
    new Story(office, 'A013')
      .arrives('library-visit', 0)
      .served(1)
      .does(2, (visitId, when, about) =>
        visitTransferred.create(
          { visitId, from: 'physical-library', to: 'digital-library', at: when },
          about,
        ),
      )
      .served(3)
      .does(4, (visitId, when, about) =>
        visitQueuedForWorkstation.create({ visitId, at: when }, about),
      )
      .clock('served-after-workstation', 5, false)
      .completed(6),
    // 14: waits, and the promise is broken.
    new Story(office, 'A014')
      .arrives()
      .atRisk(4)
      .clock('served-after-guestbook', 5, true)
      .does(5, (visitId, _at, about) =>
        visitPrioritised.create({ visitId, priority: 'pregnant' }, about),
      ),
    // 15: did not come when called, came back, was served within what was left.
    new Story(office, 'A015')
      .arrives()
      .called(1)
      .noShow(2, false)
      .does(3, (visitId, when, about) => visitReturned.create({ visitId, at: when }, about))
      .served(5)
      .completed(10),
  ];
  const atWorkstation = stories[12];
  if (atWorkstation === undefined) {
    throw new Error('The thirteenth visitor goes to a computer');
  }
  const workstationId = newId();
  const started = workstationStarted.create(
    { workstationId, visitId: atWorkstation.visitId, at: iso(6), handOverSeconds: 120 },
    { office, about: workstationId, at: at(6) },
  );
  return [...stories.flatMap(({ events }) => events), { ...started, sequence: 1 }];
}

describe('the figures', () => {
  const clock = Clock.standing(at(65));
  let service: ServiceUnderTest;
  let announced = 0;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'insights',
      module: InsightsModule,
      database,
      clock,
      config: {},
    });
    await announce(aMorning('1606'));
  });
  afterAll(() => service.stop());

  async function announce(events: readonly CloudEvent[]): Promise<void> {
    for (const event of events) {
      await service.announce(event);
    }
    announced += events.length;
    await eventually(async () => {
      const [{ count }] = await service.source.query(
        `select count(*)::int as count from received_event`,
      );
      expect(count).toBe(announced);
    });
  }

  it('count every visit by how it ended, and a cancelled one nowhere else', async () => {
    const { visits } = await service.ask(readFigures, MONTH, head);
    expect(visits).toEqual({
      checkedIn: 14,
      completed: 8,
      left: 2,
      leftWhileServed: 0,
      noShow: 2,
      closedAtEndOfDay: 1,
      open: 1,
      returned: 1,
      prioritised: 1,
      cancelled: 1,
    });
  });

  it('count on time of all served, and of those who gave up after the promise was broken', async () => {
    const { clocks, visits } = await service.ask(readFigures, MONTH, head);
    const [served] = clocks;
    expect(served).toMatchObject({
      clock: 'served-after-guestbook',
      targetMinutes: 5,
      // In time: 1, 7, 8 (as corrected), 13, 15. Late: 2 served, 4 left, 6 called too late.
      onTime: { numerator: 5, denominator: 8, share: 0.625 },
      counted: { met: 5, breached: 1, leftLate: 1, noShowLate: 1 },
      apart: { leftEarly: 1, noShow: 1, closedAtEndOfDay: 1, notMeasured: 2, open: 1 },
    });
    const together = Object.values({ ...served?.counted, ...served?.apart });
    expect(together.reduce((sum, count) => sum + count, 0)).toBe(visits.checkedIn);
  });

  it('spread the waits of measured and corrected visits, and say how many were corrected', async () => {
    const { clocks, waits } = await service.ask(readFigures, MONTH, head);
    // 60, 120, 240, 240 (corrected from 480), 300 and 540 seconds.
    expect(clocks[0]?.times).toEqual({ n: 6, corrected: 1, p50: 240, p90: 420, p95: 480 });
    expect(waits.filter(({ visits }) => visits > 0)).toEqual([
      { fromMinute: 1, toMinute: 2, visits: 1 },
      { fromMinute: 2, toMinute: 3, visits: 1 },
      { fromMinute: 4, toMinute: 5, visits: 2 },
      { fromMinute: 5, toMinute: 6, visits: 1 },
      { fromMinute: 9, toMinute: 10, visits: 1 },
    ]);
    expect(waits.at(-1)).toEqual({ fromMinute: 10, toMinute: null, visits: 0 });
  });

  it('stop the total while a visitor holds, and keep the computer’s clock apart', async () => {
    const { clocks } = await service.ask(readFigures, MONTH, head);
    expect(clocks[2]).toMatchObject({
      clock: 'total',
      onTime: { numerator: 6, denominator: 6, share: 1 },
      times: { n: 6, corrected: 1, p50: 660 },
    });
    expect(clocks[1]).toMatchObject({
      clock: 'served-after-workstation',
      onTime: { numerator: 1, denominator: 1 },
      apart: { leftEarly: 0, noShow: 0, closedAtEndOfDay: 0, notMeasured: 0, open: 0 },
      times: { n: 1, p50: 120 },
    });
  });

  it('say how many times were measured, and what was corrected and why', async () => {
    const { coverage, timeQuality, corrections } = await service.ask(readFigures, MONTH, head);
    expect(coverage).toEqual({ numerator: 12, denominator: 14, share: 0.8571 });
    expect(timeQuality).toEqual([
      { code: 'measured', visits: 11 },
      { code: 'backfilled', visits: 1 },
      { code: 'corrected', visits: 1 },
      { code: 'offline-synced', visits: 1 },
    ]);
    expect(corrections).toEqual({
      visits: 1,
      reasons: [{ code: 'pressed-late', corrections: 1 }],
    });
  });

  it('group by day, hour, weekday, service and purpose, with the transferred where they went', async () => {
    const { days, weekHours, byService, byPurpose } = await service.ask(readFigures, MONTH, head);
    expect(days).toMatchObject([{ date: '2026-11-23', visits: 14 }]);
    expect(weekHours).toMatchObject([
      { weekday: 1, hour: 9, visits: 14, onTime: { denominator: 8 } },
    ]);
    expect(byService).toMatchObject([
      { code: 'digital-library', visits: 1, onTime: { numerator: 1, denominator: 1 } },
      { code: 'physical-library', visits: 13, left: 2, noShow: 2 },
    ]);
    expect(byPurpose).toMatchObject([
      { code: 'data-request', visits: 1, onTime: { numerator: 0, denominator: 1, share: 0 } },
      { code: 'library-visit', visits: 13 },
    ]);
  });

  it('list each broken promise by ticket, with what became of it', async () => {
    const { breaches } = await service.ask(readFigures, MONTH, head);
    const listed = breaches.map(({ ticketNumber, clock: which, outcome, seconds }) => ({
      ticketNumber,
      which,
      outcome,
      seconds,
    }));
    const which = 'served-after-guestbook';
    expect(listed.toSorted((a, b) => a.ticketNumber.localeCompare(b.ticketNumber))).toEqual([
      { ticketNumber: 'A002', which, outcome: 'breached', seconds: 540 },
      { ticketNumber: 'A004', which, outcome: 'left-late', seconds: null },
      { ticketNumber: 'A006', which, outcome: 'no-show-late', seconds: null },
      { ticketNumber: 'A012', which, outcome: 'closed-end-of-day', seconds: null },
      { ticketNumber: 'A014', which, outcome: 'open', seconds: null },
    ]);
  });

  it('show today who waits, how long, and whose promise is broken', async () => {
    // The clock stands at 10:05; A014 has waited since nine.
    expect(await service.ask(readToday, {}, head)).toMatchObject({
      visits: { checkedIn: 14, waiting: 1, serving: 0, cancelled: 1 },
      now: { longestWaitSeconds: 3_900, atRisk: 0, breached: 1 },
      onTime: { numerator: 5, denominator: 8 },
    });
  });

  it.each([
    ['service-levels', 'hour', { hour: 9, visits: 14, servedOnTime: 5, servedCounted: 8 }],
    ['service-levels', 'weekday', { weekday: 1, servedOnTimeShare: 0.625, waitN: 6 }],
    ['visits', 'institution-category', { institutionCategory: 'education-research', left: 2 }],
    ['visits', 'education', { education: 'bachelor', checkedIn: 14 }],
    ['visits', 'occupation', { occupation: 'student', noShow: 2 }],
  ] as const)('report %s by %s', async (report, group, row) => {
    const found = await service.ask(readReport, { report, group, ...MONTH }, head);
    expect(found.rows).toMatchObject([row]);
  });

  it('are not grouped by who came where that says nothing of a promise', async () => {
    for (const body of [
      { report: 'service-levels', group: 'education' },
      { report: 'complaints', group: 'hour' },
    ] as const) {
      await expect(service.ask(readReport, body, head)).rejects.toMatchObject({
        slug: 'invalid-request',
      });
    }
  });

  it('make the compliance sheet of a month, with its standard, working days and definitions', async () => {
    const sheet = await service.ask(readCompliance, { month: '2026-11' }, head);
    expect(sheet).toMatchObject({
      month: '2026-11',
      complete: false,
      office: { code: '1606', name: 'BPS Kabupaten Musi Banyuasin' },
      standard: '030E/KPA/BPS1606/2023',
      measuredAgainst: [{ standard: '030E/KPA/BPS1606/2023', visits: 14 }],
      workingDays: 21,
      clocks: [{ onTime: { numerator: 5, denominator: 8 } }, {}, {}],
    });
    const terms = sheet.definitions.map(({ term }) => term);
    expect(terms).toEqual(expect.arrayContaining(['served-after-guestbook', 'on-time', 'apart']));
    expect(sheet.definitions[0]?.id).toContain('5 menit');
  });

  it('are all nothing in a month without visits', async () => {
    const sheet = await service.ask(readCompliance, { month: '2026-09' }, head);
    expect(sheet).toMatchObject({
      complete: true,
      workingDays: 22,
      visits: { checkedIn: 0 },
      coverage: { share: null, numerator: 0, denominator: 0 },
      days: [],
      breaches: [],
    });
    expect(sheet.clocks.map(({ onTime, times }) => [onTime.share, times.p50])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('are published without small counts, and without what would betray them', async () => {
    const published = await service.ask(readServiceLevels, { month: '2026-11' });
    expect(published).toMatchObject({
      visits: 14,
      smallestCount: 5,
      clocks: [
        // Three of eight were late: said as "at least 4 of 8", the least that fewer than five leave.
        {
          onTime: { denominator: 8, numerator: null, share: null, atLeast: 0.5 },
          times: { n: 6, p50: 240 },
        },
        // One computer was handed over.
        { onTime: { denominator: null, share: null }, times: { n: null, p50: null } },
        { onTime: { denominator: 6, numerator: 6, share: 1 } },
      ],
      byService: [
        { code: 'digital-library', visits: null },
        { code: 'physical-library', visits: null },
      ],
    });
    expect(published.endings).toEqual([
      { code: 'completed', visits: 8 },
      { code: 'left', visits: null },
      { code: 'noShow', visits: null },
      { code: 'closedAtEndOfDay', visits: null },
      { code: 'open', visits: null },
    ]);
    expect(JSON.stringify(published)).not.toMatch(/A0\d\d|visitId/);
  });

  it('are the same whatever the order of the events', async () => {
    await announce(aMorning('1605').toReversed());
    const [one, other] = await Promise.all(
      ['1606', '1605'].map(async (office) => {
        const { breaches, ...figures } = await service.ask(readFigures, MONTH, { ...head, office });
        return { ...figures, breaches: breaches.length };
      }),
    );
    expect(other).toEqual(one);
  });

  it('take the hand-over of a computer for the service, and blame nobody for who was called in time', async () => {
    const reader = new Story('1607', 'A001', 'digital-library')
      .arrives()
      .served(1)
      .clock('served-after-workstation', 5)
      .clock('total', 5);
    const started = workstationStarted.create(
      { workstationId: newId(), visitId: reader.visitId, at: iso(5), handOverSeconds: 60 },
      { office: '1607', about: newId(), at: at(5) },
    );
    // Went home from the computer after an hour, without signing off.
    reader.left(60, false);
    // Called at four minutes; the calls went on until the promised time was over.
    const absent = new Story('1607', 'A002')
      .arrives()
      .called(4)
      .clock('served-after-guestbook', 5, true)
      .called(6, 2)
      .noShow(8, false);
    await announce([...reader.events, { ...started, sequence: 1 }, ...absent.events]);
    const { clocks, breaches } = await service.ask(readFigures, MONTH, { ...head, office: '1607' });
    expect(clocks).toMatchObject([
      { onTime: { numerator: 1, denominator: 1 }, apart: { noShow: 1 } },
      { onTime: { numerator: 1, denominator: 1 } },
      { onTime: { numerator: 1, denominator: 1 }, apart: { noShow: 1, leftEarly: 0 } },
    ]);
    expect(breaches).toEqual([]);
  });

  it('are the same after they were made anew from the events', async () => {
    const before = await service.ask(readCompliance, { month: '2026-11' }, head);
    await service.source.query(`update visit_fact set served_clock = 'met', corrected_seq = null`);
    const { app } = service.running;
    expect(await rebuildFacts(app.get(Transaction), app.get(WorkingTime))).toBe(announced);
    expect(await service.ask(readCompliance, { month: '2026-11' }, head)).toEqual(before);
  });

  it('are the head’s, the analyst’s and the administrator’s, and the published ones everybody’s', async () => {
    for (const role of ['patron', 'officer', 'librarian', 'complaint-handler'] as const) {
      const as = { actor: anActor(role) };
      await expect(service.ask(readFigures, MONTH, as)).rejects.toMatchObject({
        slug: 'not-allowed',
      });
      await expect(service.ask(readCompliance, {}, as)).rejects.toMatchObject({
        slug: 'not-allowed',
      });
    }
    expect(await service.ask(readServiceLevels, {})).toMatchObject({ month: '2026-11' });
  });

  it('refuse a period that ends before it begins, and a month that is none', async () => {
    const backwards = { from: '2026-11-30', to: '2026-11-01' };
    await expect(service.ask(readFigures, backwards, head)).rejects.toMatchObject({
      slug: 'invalid-request',
    });
    await expect(service.ask(readServiceLevels, { month: '2026-13' })).rejects.toMatchObject({
      slug: 'invalid-request',
    });
  });
});
