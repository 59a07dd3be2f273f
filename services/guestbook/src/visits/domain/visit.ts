import {
  correctionImpossible,
  identityNotChecked,
  tooFewCalls,
  visitNotInState,
  type CheckIn,
} from '@pst/contracts';
import { Clocks, type ClockName, type ServiceRules, type SettledClock } from './clocks.ts';
import {
  isCorrection,
  type Correction,
  type Priority,
  type TimeQuality,
  type VisitEntry,
  type VisitFact,
  type WrittenFact,
} from './visit-log.ts';

export type VisitState =
  | 'waiting'
  | 'called'
  | 'serving'
  | 'on-hold'
  | 'waiting-for-workstation'
  | 'workstation-offered'
  | 'at-workstation'
  | 'completed'
  | 'no-show'
  | 'left'
  | 'cancelled'
  | 'closed-end-of-day';
export type OpenState = Exclude<
  VisitState,
  'completed' | 'no-show' | 'left' | 'cancelled' | 'closed-end-of-day'
>;

export const OPEN_STATES: readonly VisitState[] = [
  'waiting',
  'called',
  'serving',
  'on-hold',
  'waiting-for-workstation',
  'workstation-offered',
  'at-workstation',
] satisfies readonly OpenState[];

/** What can happen to a visit that has begun. */
type Happening = Exclude<VisitFact, { type: 'checked-in' } | Correction>;

/** From which states each thing can happen. */
const POSSIBLE_FROM: Record<Happening['type'], readonly VisitState[]> = {
  prioritised: OPEN_STATES,
  'identity-checked': OPEN_STATES,
  called: ['waiting'],
  recalled: ['called'],
  started: ['called'],
  held: ['serving'],
  resumed: ['on-hold'],
  transferred: ['waiting', 'called', 'serving', 'on-hold', 'waiting-for-workstation'],
  'queued-for-workstation': ['waiting', 'called', 'serving', 'at-workstation'],
  'workstation-offered': ['waiting-for-workstation'],
  'workstation-offer-expired': ['workstation-offered'],
  'handed-over': ['workstation-offered', 'waiting-for-workstation', 'serving'],
  completed: ['serving', 'on-hold', 'at-workstation'],
  'no-show': ['called'],
  returned: ['no-show'],
  left: OPEN_STATES,
  cancelled: OPEN_STATES,
  'closed-end-of-day': OPEN_STATES,
};

/** What never changes about a visit: whose it is, and how it is told apart. */
export type VisitIdentity = Pick<
  Visit,
  | 'id'
  | 'office'
  | 'code'
  | 'businessDate'
  | 'ticketNumber'
  | 'queueOrder'
  | 'purpose'
  | 'useOfData'
  | 'institutionCategory'
  | 'disability'
  | 'statedIdentityKind'
  | 'noticeVersion'
  | 'channel'
  | 'standard'
  | 'nameSealed'
  | 'institutionSealed'
  | 'phoneSealed'
  | 'emailSealed'
  | 'profileSealed'
  | 'emailIndex'
  | 'phoneIndex'
  | 'institutionIndex'
  | 'institutionId'
  | 'personErasedAt'
>;

/**
 * One person's visit. Its state, its durations and its three promises follow from its log and from
 * nothing else: every change is one {@link VisitFact}, and {@link Visit.replayed} on the same log
 * gives the same visit (published standard, targets; service-domain 3.1 and 3.2).
 */
export class Visit extends Clocks {
  readonly id!: string;
  readonly office!: string;
  readonly code!: string;
  readonly businessDate!: string;
  readonly ticketNumber!: string;
  /** Epoch milliseconds of the arrival: the place in line among equals. */
  readonly queueOrder!: string;
  readonly purpose!: CheckIn['purpose'];
  readonly useOfData!: CheckIn['useOfData'];
  readonly institutionCategory!: CheckIn['institutionCategory'];
  readonly disability!: CheckIn['disability'];
  readonly statedIdentityKind!: CheckIn['identityKind'];
  readonly noticeVersion!: string;
  readonly channel!: 'kiosk' | 'own-phone' | 'officer' | 'paper';
  /** Number of the published standard whose targets are promised. */
  readonly standard!: string;
  /** The person, null once erased. */
  readonly nameSealed!: string | null;
  readonly institutionSealed!: string | null;
  readonly phoneSealed!: string | null;
  readonly emailSealed!: string | null;
  readonly profileSealed!: string | null;
  readonly emailIndex!: string | null;
  readonly phoneIndex!: string | null;
  readonly institutionIndex!: string | null;
  /** The approved institution that the visitor's words mean; stays when the person goes. */
  readonly institutionId!: string | null;
  readonly personErasedAt!: Date | null;
  service!: CheckIn['service'];
  priority!: Priority | null;
  timeQuality!: TimeQuality;
  state!: VisitState;
  identityCheckedKind!: CheckIn['identityKind'] | null;
  /** Where they were called last; whether they are there still, the state says. */
  counter!: string | null;
  calls!: number;
  calledAt!: Date | null;
  workstationId!: string | null;
  /** The place in line for a workstation; behind the others once an offer ran out. */
  workstationQueuedAt!: Date | null;
  completedAt!: Date | null;
  endedAt!: Date | null;
  officerId!: string | null;

  private constructor() {
    super();
  }

  /** A visitor signed the guestbook and waits. */
  static signed(
    identity: VisitIdentity,
    entry: WrittenFact<'checked-in'>,
    rules: ServiceRules,
  ): Visit {
    const visit = Object.assign(new Visit(), identity, {
      service: entry.fact.service,
      priority: entry.fact.priority,
      timeQuality: entry.fact.timeQuality,
      state: 'waiting' as const,
      identityCheckedKind: null,
      counter: null,
      calls: 0,
      calledAt: null,
      workstationId: null,
      workstationQueuedAt: null,
      completedAt: null,
      endedAt: null,
      officerId: null,
    });
    visit.begin(entry.at, rules);
    visit.lookAgain(rules);
    return visit;
  }

  /**
   * The visit as its log says, corrections applied, with the promises as they stand at `now`.
   *
   * @throws correctionImpossible when the log makes no sense in that order
   */
  static replayed(
    identity: VisitIdentity,
    log: readonly VisitEntry[],
    rules: ServiceRules,
    now: Date,
  ): Visit {
    const [first, ...rest] = corrected(log);
    if (first?.fact.type !== 'checked-in') {
      throw new Error('A visit begins with its check-in');
    }
    const visit = Visit.signed(identity, first as WrittenFact<'checked-in'>, rules);
    let before = first.at;
    for (const entry of rest) {
      if (entry.at < before || entry.at > now) {
        throw correctionImpossible.error({});
      }
      before = entry.at;
      visit.add(entry, rules);
    }
    if (log.some(({ fact }) => fact.type === 'corrected') && visit.timeQuality === 'measured') {
      visit.timeQuality = 'corrected';
    }
    visit.notice(now, rules);
    return visit;
  }

  get isOpen(): boolean {
    return OPEN_STATES.includes(this.state);
  }

  /**
   * Lets one thing happen. The promises it settles are returned, to be announced.
   *
   * @throws visitNotInState, identityNotChecked (409) when it cannot happen now
   */
  add(entry: Omit<VisitEntry, 'seq' | 'recordedAt'>, rules: ServiceRules): SettledClock[] {
    const { fact, at, actorId } = entry;
    if (fact.type === 'checked-in' || isCorrection(fact)) {
      throw new Error(`A visit's log is read with Visit.replayed, not added to with ${fact.type}`);
    }
    if (!POSSIBLE_FROM[fact.type].includes(this.state)) {
      throw visitNotInState.error({ state: this.state, action: fact.type });
    }
    const settled = this.happen(fact, at, actorId, rules);
    this.lookAgain(rules);
    return settled;
  }

  /** Promises by the office's newer calendar what still runs; true when that moved anything. */
  reschedule(rules: ServiceRules): boolean {
    const moved = this.reckonAnew(rules);
    this.lookAgain(rules);
    return moved;
  }

  /** Refuses a no-show of somebody who was not called often enough (service-domain 3.1). */
  requireEnoughCalls({ callsBeforeNoShow }: ServiceRules): void {
    if (this.state === 'called' && this.calls < callsBeforeNoShow) {
      throw tooFewCalls.error({ calls: this.calls, needed: callsBeforeNoShow });
    }
  }

  private happen(
    fact: Happening,
    at: Date,
    actorId: string | null,
    rules: ServiceRules,
  ): SettledClock[] {
    switch (fact.type) {
      case 'prioritised':
        this.priority = fact.priority;
        return [];
      case 'identity-checked':
        this.identityCheckedKind = fact.kind;
        return [];
      case 'called':
        this.state = 'called';
        this.counter = fact.counter;
        this.calls = 1;
        this.calledAt = at;
        this.firstCalledAt ??= at;
        return [];
      case 'recalled':
        this.calls += 1;
        this.calledAt = at;
        return [];
      case 'started':
        this.requireIdentity();
        this.state = 'serving';
        this.officerId = actorId;
        return this.serve(at);
      case 'held':
        this.state = 'on-hold';
        return this.pause(at);
      case 'resumed':
        this.state = 'serving';
        this.goOn(at, rules);
        return [];
      case 'transferred':
        this.goOn(at, rules);
        this.wait();
        this.service = fact.service;
        return [];
      case 'queued-for-workstation': {
        this.requireIdentity();
        // Sent straight to a workstation: that is being served.
        const settled = this.serve(at);
        this.state = 'waiting-for-workstation';
        this.workstationId = null;
        this.workstationQueuedAt ??= at;
        return [...settled, ...this.pause(at)];
      }
      case 'workstation-offered':
        this.state = 'workstation-offered';
        this.workstationId = fact.workstationId;
        return this.offer(at, rules);
      case 'workstation-offer-expired':
        this.state = 'waiting-for-workstation';
        this.workstationId = null;
        this.workstationQueuedAt = at;
        return this.miss(at);
      case 'handed-over':
        this.state = 'at-workstation';
        this.workstationId = fact.workstationId;
        return this.handOver(at, rules);
      case 'completed':
        this.completedAt = at;
        this.end('completed', at);
        return this.deliver(at, rules);
      case 'no-show':
        this.end('no-show', at);
        return this.neverCame(at);
      case 'returned':
        this.wait();
        this.endedAt = null;
        this.takeUpAgain();
        return [];
      case 'left':
        this.end('left', at);
        return this.goAway(at);
      case 'cancelled':
        this.end('cancelled', at);
        this.undo();
        return [];
      case 'closed-end-of-day':
        this.end('closed-end-of-day', at);
        return this.goAway(at);
    }
  }

  /** The standard asks the visitor to have an ID; it must have been seen before service begins. */
  private requireIdentity(): void {
    if (this.identityCheckedKind === null) {
      throw identityNotChecked.error({});
    }
  }

  private wait(): void {
    this.state = 'waiting';
    this.counter = null;
    this.calls = 0;
    this.calledAt = null;
  }

  private end(state: VisitState, at: Date): void {
    this.state = state;
    this.endedAt = at;
  }

  /** The next instant at which the sweep has something to say about this visit. */
  private lookAgain(rules: ServiceRules): void {
    this.nextLookAt = this.isOpen ? this.nextLook(rules.closesAt(this.businessDate)) : null;
  }

  /** What of the promises is said at `at` without anybody's key: the sweep's work. */
  override notice(
    at: Date,
    rules: ServiceRules,
  ): { atRisk: ClockName[]; breached: SettledClock[] } {
    if (!this.isOpen) {
      return { atRisk: [], breached: [] };
    }
    const noticed = super.notice(at, rules);
    this.lookAgain(rules);
    return noticed;
  }
}

/** The log without its corrections, each corrected entry at the time that counts. */
function corrected(log: readonly VisitEntry[]): VisitEntry[] {
  const times = new Map<number, Date>();
  for (const { fact } of log) {
    if (fact.type === 'corrected') {
      times.set(fact.seq, new Date(fact.to));
    }
  }
  return log
    .filter(({ fact }) => !isCorrection(fact))
    .map((entry) => ({ ...entry, at: times.get(entry.seq) ?? entry.at }));
}
