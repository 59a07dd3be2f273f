import {
  visitNotInState,
  identityNotChecked,
  type RequestOf,
  type moveVisit,
  type checkIn,
} from '@pst/contracts';
import type { OfficeProfile, WorkingTime } from '@pst/service-standard';

type CheckIn = RequestOf<typeof checkIn>;
export type VisitState =
  | 'waiting'
  | 'called'
  | 'serving'
  | 'on-hold'
  | 'completed'
  | 'no-show'
  | 'left'
  | 'closed-end-of-day';
export type ClockOutcome = 'running' | 'met' | 'breached';
export type VisitAction = RequestOf<typeof moveVisit>['action'];

/** What happened to a visit, as kept in its log. */
export interface VisitEntry {
  readonly type: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly reason: string | null;
}

/** Which promise a clock measures. */
export type ClockName = 'served-after-guestbook' | 'total';

export interface SettledClock {
  readonly clock: ClockName;
  readonly outcome: 'met' | 'breached';
  readonly dueAt: Date;
  readonly at: Date;
}

const OPEN: readonly VisitState[] = ['waiting', 'called', 'serving', 'on-hold'];

/** From which states each desk action is possible. */
const POSSIBLE_FROM: Record<VisitAction, readonly VisitState[]> = {
  recall: ['called'],
  start: ['called'],
  hold: ['serving'],
  resume: ['on-hold'],
  complete: ['serving', 'on-hold'],
  'no-show': ['called'],
  leave: OPEN,
};

/**
 * One person's visit: a place in the queue and two promises running in working time, "served after
 * the guestbook" and "in total" (published standard, targets; service-domain 3.1 and 3.2).
 */
export class Visit {
  readonly id!: string;
  readonly office!: string;
  readonly code!: string;
  readonly businessDate!: string;
  readonly ticketNumber!: string;
  readonly queueOrder!: string;
  readonly service!: CheckIn['service'];
  readonly purpose!: CheckIn['purpose'];
  readonly useOfData!: CheckIn['useOfData'];
  readonly institutionCategory!: CheckIn['institutionCategory'];
  readonly disability!: CheckIn['disability'];
  readonly statedIdentityKind!: CheckIn['identityKind'];
  readonly noticeVersion!: string;
  readonly nameSealed!: string;
  readonly institutionSealed!: string;
  readonly phoneSealed!: string | null;
  readonly emailSealed!: string | null;
  readonly timeQuality!: 'measured' | 'backfilled';
  readonly checkedInAt!: Date;
  readonly dueAt!: Date;
  totalDueAt!: Date;
  state!: VisitState;
  identityCheckedKind!: CheckIn['identityKind'] | null;
  counter!: string | null;
  calls!: number;
  calledAt!: Date | null;
  servingAt!: Date | null;
  heldAt!: Date | null;
  /** Working seconds on hold so far; they do not count towards the total. */
  heldSeconds!: number;
  completedAt!: Date | null;
  endedAt!: Date | null;
  officerId!: string | null;
  servedClock!: ClockOutcome;
  totalClock!: ClockOutcome;

  private constructor() {}

  /** A visitor signed the guestbook and waits. */
  static signed(
    facts: Pick<
      Visit,
      | 'id'
      | 'office'
      | 'code'
      | 'businessDate'
      | 'ticketNumber'
      | 'queueOrder'
      | 'service'
      | 'purpose'
      | 'useOfData'
      | 'institutionCategory'
      | 'disability'
      | 'statedIdentityKind'
      | 'noticeVersion'
      | 'nameSealed'
      | 'institutionSealed'
      | 'phoneSealed'
      | 'emailSealed'
      | 'timeQuality'
      | 'checkedInAt'
    >,
    targets: OfficeProfile['standard']['targets'],
    time: WorkingTime,
  ): Visit {
    return Object.assign(new Visit(), facts, {
      dueAt: time.addWorkingMinutes(facts.checkedInAt, targets.servedAfterGuestbook),
      totalDueAt: time.addWorkingMinutes(facts.checkedInAt, targets.total),
      state: 'waiting' as const,
      identityCheckedKind: null,
      counter: null,
      calls: 0,
      calledAt: null,
      servingAt: null,
      heldAt: null,
      heldSeconds: 0,
      completedAt: null,
      endedAt: null,
      officerId: null,
      servedClock: 'running' as const,
      totalClock: 'running' as const,
    });
  }

  get isOpen(): boolean {
    return OPEN.includes(this.state);
  }

  call(counter: string, at: Date): void {
    if (this.state !== 'waiting') {
      throw visitNotInState.error({ state: this.state, action: 'call' });
    }
    this.state = 'called';
    this.counter = counter;
    this.calls = 1;
    this.calledAt = at;
  }

  recall(at: Date): void {
    this.require('recall');
    this.calls += 1;
    this.calledAt = at;
  }

  seeIdentity(kind: CheckIn['identityKind']): void {
    if (!this.isOpen) {
      throw visitNotInState.error({ state: this.state, action: 'identity-check' });
    }
    this.identityCheckedKind = kind;
  }

  /** Service begins. The ID must have been seen: the standard asks the visitor to have one. */
  start(officerId: string | null, at: Date): SettledClock | undefined {
    this.require('start');
    if (this.identityCheckedKind === null) {
      throw identityNotChecked.error({});
    }
    this.state = 'serving';
    this.servingAt = at;
    this.officerId = officerId;
    return this.settle('served-after-guestbook', at);
  }

  hold(at: Date): void {
    this.require('hold');
    this.state = 'on-hold';
    this.heldAt = at;
  }

  resume(at: Date, time: WorkingTime): void {
    this.require('resume');
    this.state = 'serving';
    this.addHold(at, time);
  }

  complete(at: Date, time: WorkingTime): SettledClock | undefined {
    this.require('complete');
    if (this.heldAt !== null) {
      this.addHold(at, time);
    }
    this.state = 'completed';
    this.completedAt = at;
    this.endedAt = at;
    return this.settle('total', at);
  }

  noShow(at: Date): void {
    this.require('no-show');
    this.end('no-show', at);
  }

  leave(at: Date): { while: 'waiting' | 'called' | 'serving' | 'on-hold' } {
    this.require('leave');
    const { state } = this;
    if (state !== 'waiting' && state !== 'called' && state !== 'serving' && state !== 'on-hold') {
      throw visitNotInState.error({ state, action: 'leave' });
    }
    this.end('left', at);
    return { while: state };
  }

  /** The day is over with the visit still open; it never counts as served. */
  closeAtEndOfDay(at: Date): void {
    this.end('closed-end-of-day', at);
  }

  /** The promises that ran out by `at` and were not yet said to be broken. */
  breachesBy(at: Date): SettledClock[] {
    const clocks: ClockName[] = [];
    if (this.servedClock === 'running' && this.servingAt === null && this.dueAt < at) {
      clocks.push('served-after-guestbook');
    }
    // On hold at the visitor's wish the total stands still.
    if (this.totalClock === 'running' && this.heldAt === null && this.totalDueAt < at) {
      clocks.push('total');
    }
    return this.isOpen ? clocks.flatMap((clock) => this.settle(clock, at) ?? []) : [];
  }

  /** Working seconds from the guestbook to the beginning of service, or to `until`. */
  waitSeconds(time: WorkingTime, until: Date): number {
    return time.workingSecondsBetween(this.checkedInAt, this.servingAt ?? until);
  }

  private settle(clock: ClockName, at: Date): SettledClock | undefined {
    const dueAt = clock === 'total' ? this.totalDueAt : this.dueAt;
    const known = clock === 'total' ? this.totalClock : this.servedClock;
    if (known !== 'running') {
      return undefined;
    }
    const outcome = at <= dueAt ? 'met' : 'breached';
    if (clock === 'total') {
      this.totalClock = outcome;
    } else {
      this.servedClock = outcome;
    }
    return { clock, outcome, dueAt, at };
  }

  private addHold(at: Date, time: WorkingTime): void {
    const held = time.workingSecondsBetween(this.heldAt ?? at, at);
    this.heldSeconds += held;
    this.heldAt = null;
    this.totalDueAt = time.addWorkingMinutes(this.totalDueAt, held / 60);
  }

  private end(state: VisitState, at: Date): void {
    this.state = state;
    this.endedAt = at;
  }

  private require(action: VisitAction): void {
    if (!POSSIBLE_FROM[action].includes(this.state)) {
      throw visitNotInState.error({ state: this.state, action });
    }
  }
}
