import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadOfficeProfile, WorkingTime } from '@pst/service-standard';
import fc from 'fast-check';
import type { ServiceRules, SettledClock } from './clocks.ts';
import type { VisitEntry, VisitFact } from './visit-log.ts';
import { Visit, type VisitIdentity } from './visit.ts';

const wib = (local: string) => new Date(`2026-11-23T${local}:00+07:00`);
const OFFICER = '019ab1c2-3d4e-7101-8a1b-000000000005';
const PC = '019ab1c2-3d4e-7101-8a1b-000000000003';

const identity: VisitIdentity = {
  id: '019ab1c2-3d4e-7101-8a1b-000000000002',
  office: '1606',
  code: 'CODE',
  businessDate: '2026-11-23',
  ticketNumber: 'A001',
  queueOrder: '1',
  purpose: 'library-visit',
  useOfData: 'research',
  institutionCategory: 'other',
  disability: 'none',
  statedIdentityKind: 'ktp',
  noticeVersion: '1',
  channel: 'own-phone',
  standard: '030E/KPA/BPS1606/2023',
  nameSealed: 's',
  institutionSealed: 's',
  phoneSealed: null,
  emailSealed: null,
  profileSealed: null,
  emailIndex: null,
  phoneIndex: null,
  institutionIndex: null,
  institutionId: null,
  personErasedAt: null,
};

/** A visit and its log, as the journal would write them. */
class Book {
  readonly log: VisitEntry[];
  readonly visit: Visit;
  readonly settled: SettledClock[] = [];

  constructor(
    signedAt: Date,
    private readonly rules: ServiceRules,
  ) {
    const fact = {
      type: 'checked-in',
      service: 'digital-library',
      priority: null,
      timeQuality: 'measured',
    } as const;
    this.visit = Visit.signed(identity, { fact, at: signedAt }, rules);
    this.log = [line(1, fact, signedAt)];
  }

  add(fact: VisitFact, at: Date): this {
    this.settled.push(...this.visit.add(line(0, fact, at), this.rules));
    this.log.push(line(this.log.length + 1, fact, at));
    return this;
  }

  correct(seq: number, to: Date, now: Date): Visit {
    const fact: VisitFact = { type: 'corrected', seq, to: to.toISOString() };
    return Visit.replayed(identity, [...this.log, line(99, fact, now)], this.rules, now);
  }

  outcomes() {
    return this.settled.map(({ clock, outcome }) => `${clock} ${outcome}`);
  }
}

const line = (seq: number, fact: VisitFact, at: Date): VisitEntry => ({
  seq,
  fact,
  at,
  recordedAt: at,
  actorId: OFFICER,
  reason: null,
});

const call: VisitFact = { type: 'called', counter: '1' };
const seen: VisitFact = { type: 'identity-checked', kind: 'ktp' };
const start: VisitFact = { type: 'started' };
const queued: VisitFact = { type: 'queued-for-workstation' };
const offered: VisitFact = { type: 'workstation-offered', workstationId: PC };
const handedOver: VisitFact = { type: 'handed-over', workstationId: PC };

describe('the promises of a visit', () => {
  let rules: ServiceRules;
  beforeAll(() => {
    const profile = loadOfficeProfile(
      new URL('../../../../../deploy/service-standard-1606.yaml', import.meta.url).pathname,
    );
    const time = new WorkingTime(profile);
    rules = {
      targets: profile.standard.targets,
      callsBeforeNoShow: 3,
      warnAtShare: 0.8,
      time,
      closesAt: (date) => time.instantAt(date, '18:00'),
    };
  });

  it('warn when four fifths are over, and are broken when all of it is', () => {
    const { visit } = new Book(wib('09:00'), rules);
    expect(visit.nextLookAt).toEqual(wib('09:04'));
    expect(visit.notice(wib('09:04'), rules)).toEqual({
      atRisk: ['served-after-guestbook'],
      breached: [],
    });
    expect(visit.nextLookAt).toEqual(wib('09:05'));
    expect(visit.notice(wib('09:05'), rules).breached).toEqual([]);
    const late = visit.notice(wib('09:06'), rules);
    expect(late).toMatchObject({
      atRisk: [],
      breached: [{ clock: 'served-after-guestbook', outcome: 'breached', dueAt: wib('09:05') }],
    });
    expect(visit.notice(wib('09:07'), rules).breached).toEqual([]);
  });

  it('stand still over the break of the office', () => {
    const { visit } = new Book(wib('12:28'), rules);
    expect(visit.dueAt).toEqual(wib('14:03'));
    expect(visit.servedWarnAt).toEqual(wib('14:02'));
  });

  it('pause the total while the visitor keeps the visit on hold, and nothing else', () => {
    const book = new Book(wib('09:00'), rules)
      .add(call, wib('09:01'))
      .add(seen, wib('09:01'))
      .add(start, wib('09:02'))
      .add({ type: 'held' }, wib('09:05'));
    expect(book.visit.notice(wib('10:30'), rules)).toEqual({ atRisk: [], breached: [] });
    book.add({ type: 'resumed' }, wib('10:35'));
    expect(book.visit.totalDueAt).toEqual(wib('10:50'));
    book.add({ type: 'completed' }, wib('10:49'));
    expect(book.outcomes()).toEqual(['served-after-guestbook met', 'total met']);
    expect(book.visit.totalSeconds(rules, book.visit.completedAt)).toBe(19 * 60);
    expect(book.visit.serviceSeconds(rules, book.visit.completedAt)).toBe(17 * 60);
  });

  it('count a workstation from the moment it is there for this visitor to the hand-over', () => {
    const book = new Book(wib('09:00'), rules)
      .add(call, wib('09:01'))
      .add(seen, wib('09:01'))
      .add(start, wib('09:02'))
      .add(queued, wib('09:10'))
      .add(offered, wib('11:00'));
    expect(book.visit.workstationDueAt).toEqual(wib('11:05'));
    expect(book.visit.totalDueAt).toEqual(wib('11:10'));
    book.add(handedOver, wib('11:04'));
    expect(book.outcomes()).toEqual([
      'served-after-guestbook met',
      'served-after-workstation met',
      'total met',
    ]);
    expect(book.visit.handOverSeconds(rules)).toBe(240);
    // An hour of reading is the reader's own time.
    book.add({ type: 'completed' }, wib('12:10'));
    expect(book.visit.totalSeconds(rules, book.visit.handedOverAt)).toBe(14 * 60);
  });

  it('break the workstation’s when the offer runs out, and promise nothing when it is withdrawn', () => {
    const begun = () =>
      new Book(wib('09:00'), rules)
        .add(call, wib('09:01'))
        .add(seen, wib('09:01'))
        .add(queued, wib('09:02'))
        .add(offered, wib('09:10'));
    const ranOut = begun().add({ type: 'workstation-offer-expired' }, wib('09:16'));
    expect(ranOut.visit.workstationClock).toBe('breached');
    expect(ranOut.visit.workstationQueuedAt).toEqual(wib('09:16'));
    const withdrawn = begun().add({ type: 'workstation-offer-expired' }, wib('09:12'));
    expect(withdrawn.visit.workstationClock).toBe('not-started');
    withdrawn.add(offered, wib('10:00'));
    expect(withdrawn.visit.workstationDueAt).toEqual(wib('10:05'));
  });

  it.each([
    ['left after the promised time', { type: 'left' }, '09:06', 'breached'],
    ['left before it', { type: 'left' }, '09:04', 'void'],
    ['was entered by mistake', { type: 'cancelled' }, '09:30', 'void'],
    ['was still there when the day was closed', { type: 'closed-end-of-day' }, '18:00', 'breached'],
  ] as const)('say the truth of a visitor who %s', (_case, fact, at, outcome) => {
    const { visit } = new Book(wib('09:00'), rules).add(fact, wib(at));
    expect(visit.servedClock).toBe(outcome);
    expect(visit.nextLookAt).toBeNull();
  });

  it('blame nobody for a visitor who was called in time and did not come', () => {
    const inTime = new Book(wib('09:00'), rules)
      .add(call, wib('09:04'))
      .add({ type: 'no-show' }, wib('09:20'));
    expect(inTime.visit.servedClock).toBe('void');
    const late = new Book(wib('09:00'), rules)
      .add(call, wib('09:10'))
      .add({ type: 'no-show' }, wib('09:20'));
    expect(late.visit.servedClock).toBe('breached');
  });

  it('need as many calls as the office has decided before a no-show', () => {
    const { visit } = new Book(wib('09:00'), rules).add(call, wib('09:01'));
    expect(() => visit.requireEnoughCalls(rules)).toThrow('too-few-calls');
    visit.add(line(0, { type: 'recalled' }, wib('09:02')), rules);
    visit.add(line(0, { type: 'recalled' }, wib('09:03')), rules);
    expect(() => visit.requireEnoughCalls(rules)).not.toThrow();
  });

  it('follow a corrected time, and mark the visit as corrected', () => {
    const book = new Book(wib('09:00'), rules)
      .add(call, wib('09:03'))
      .add(seen, wib('09:03'))
      .add(start, wib('09:08'))
      .add({ type: 'completed' }, wib('09:18'));
    expect(book.visit.servedClock).toBe('breached');
    const corrected = book.correct(4, wib('09:04'), wib('10:00'));
    expect(corrected).toMatchObject({
      servedClock: 'met',
      servingAt: wib('09:04'),
      timeQuality: 'corrected',
      state: 'completed',
    });
    expect(corrected.waitSeconds(rules)).toBe(240);
  });

  it('refuse a correction that would turn the order of things around', () => {
    const book = new Book(wib('09:00'), rules).add(call, wib('09:03')).add(seen, wib('09:04'));
    expect(() => book.correct(2, wib('08:59'), wib('10:00'))).toThrow('correction-impossible');
    expect(() => book.correct(2, wib('09:05'), wib('10:00'))).toThrow('correction-impossible');
    expect(() => book.correct(3, wib('10:01'), wib('10:00'))).toThrow('correction-impossible');
  });

  const anything = fc.record({
    minutes: fc.integer({ min: 0, max: 40 }),
    looked: fc.boolean(),
    fact: fc.constantFrom<VisitFact[]>(
      call,
      { type: 'recalled' },
      seen,
      start,
      { type: 'held' },
      { type: 'resumed' },
      { type: 'transferred', service: 'physical-library' },
      queued,
      offered,
      { type: 'workstation-offer-expired' },
      handedOver,
      { type: 'completed' },
      { type: 'no-show' },
      { type: 'returned' },
      { type: 'left' },
    ),
  });

  it('are the same when the log is replayed, whatever happened and whenever the sweep looked', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 3, maxLength: 40 }), (happenings) => {
        let now = wib('08:00');
        const book = new Book(now, rules);
        for (const { minutes, looked, fact } of happenings) {
          now = new Date(now.getTime() + minutes * 60_000);
          if (looked) {
            book.settled.push(...book.visit.notice(now, rules).breached);
          }
          try {
            book.add(fact, now);
          } catch {
            continue; // not possible in that state: the rule the desk meets as well
          }
        }
        book.settled.push(...book.visit.notice(now, rules).breached);
        const replayed = Visit.replayed(identity, book.log, rules, now);
        // What was warned of depends on when somebody looked; nothing else may.
        const facts = ({ warned: _warned, nextLookAt: _next, ...rest }: Visit) => rest;
        expect(facts(replayed)).toEqual(facts(book.visit));
        // A promise is settled once; only who came back after a no-show has a second chance.
        const clocks = book.settled.map(({ clock }) => clock);
        const cameBack = book.log.some((entry) => entry.fact.type === 'returned');
        expect(cameBack || new Set(clocks).size === clocks.length).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
