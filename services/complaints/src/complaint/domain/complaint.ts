import {
  complaintNotInState,
  conflictOfInterest,
  mergeRefused,
  reopeningOver,
  transcriptNeedsSecondPerson,
  transcriptUnchecked,
  type holdReason,
  type ReplyOf,
  type readComplaint,
} from '@pst/contracts';
import type { OfficeProfile, WorkingTime } from '@pst/service-standard';
import type { z } from 'zod';

type View = ReplyOf<typeof readComplaint>;
export type ComplaintState = View['state'];
export type ComplaintClass = NonNullable<View['class']>;
export type DeadlineName = View['deadlines'][number]['deadline'];
type Policy = OfficeProfile['policies']['complaints'];

/** What the rules of a case are made of: the office's days and its calendar. */
export interface Rules {
  readonly policy: Policy;
  readonly time: WorkingTime;
}

/** A promised date of a case. ISO instants, because it is kept as JSON. */
export interface Deadline {
  readonly deadline: DeadlineName;
  dueAt: string;
  outcome: 'running' | 'paused' | 'met' | 'overdue';
  /** From when its working days are counted: the receipt, or the reopening. */
  from: string;
  /** Since when it waits for the reporter. */
  pausedAt?: string;
  /** When it waited for the reporter before; it is later by the working time of these. */
  waits?: { from: string; to: string }[];
  /** When who handles the case is reminded; gone once they were. */
  remindAt?: string;
  /** When the head is told that it was broken; gone once they were. */
  escalateAt?: string;
}

/** That the head keeps a case, for a dispute that needs it. ISO instant, because it is kept as JSON. */
export interface Hold {
  readonly reason: z.output<typeof holdReason>;
  readonly byId: string;
  readonly at: string;
}

const OPEN: readonly ComplaintState[] = [
  'received',
  'classified',
  'initial-response',
  'waiting-reporter',
  'substantive-response',
];
const WORKED_ON: readonly ComplaintState[] = ['classified', 'initial-response', 'waiting-reporter'];

/** In which states a case is decided, answered and closed: by itself, or as its lead is. */
const POSSIBLE = {
  classify: ['received', 'classified'],
  'initial-response': WORKED_ON,
  'substantive-response': [...WORKED_ON, 'substantive-response'],
  close: ['substantive-response', 'waiting-reporter'],
} satisfies Record<string, readonly ComplaintState[]>;
type Shared = keyof typeof POSSIBLE;

/** Whether what is done to a lead is meant for the cases merged into it as well. */
export const isShared = (action: string): action is Shared => Object.hasOwn(POSSIBLE, action);

/**
 * One report in the register, whichever channel it came by. Its dates run in working days from the
 * receipt: classified, answered a first time, and answered in the matter (PermenPANRB 5/2025, probable;
 * service-domain 1.3); the numbers of days are the office's policy.
 */
export class Complaint {
  readonly id!: string;
  readonly office!: string;
  readonly code!: string;
  readonly number!: string;
  readonly pinIndex!: string;
  readonly channel!: View['channel'];
  readonly anonymous!: boolean;
  readonly secret!: boolean;
  readonly language!: 'id' | 'en';
  receivedAt!: Date;
  /** Null once it was erased. */
  subjectSealed!: string | null;
  /** What the subject said before words were taken out; null while it is whole. */
  subjectOriginalSealed!: string | null;
  readonly contactSealed!: string | null;
  kind!: View['kind'];
  class!: ComplaintClass | null;
  state!: ComplaintState;
  /** Who wrote it down from paper; null when it came by itself. */
  readonly transcribedBy!: string | null;
  /** Who held that against the paper. */
  checkedBy!: string | null;
  checkedAt!: Date | null;
  assigneeId!: string | null;
  /** Whom it is about: to them it does not exist. */
  concernsIds!: string[];
  /** Who alone handles it when it is supervisory; everybody else while nobody is named. */
  entrustedIds!: string[];
  deadlines!: Deadline[];
  overdue!: boolean;
  /** Since when it is the reporter's turn, and when their silence ends the case; else null. */
  silentSince!: Date | null;
  silentUntil!: Date | null;
  closedAt!: Date | null;
  reopenUntil!: Date | null;
  rating!: number | null;
  handedOver!: View['handedOver'];
  /** Why it is kept beyond its time; null when it is not. */
  hold!: Hold | null;
  /** Since when only its codes and dates are left. */
  readonly erasedAt!: Date | null;
  /** The lead: the case about the same thing that this one is handled with. */
  mergedInto!: string | null;
  wrongPins!: number;
  lockedUntil!: Date | null;
  /** The next date at which something happens by itself. */
  nextDueAt!: Date | null;
  /** The office's calendar by which all of the dates were reckoned, or an older one some were. */
  calendarVersion!: number;

  static received(
    facts: Pick<
      Complaint,
      | 'id'
      | 'office'
      | 'code'
      | 'number'
      | 'pinIndex'
      | 'channel'
      | 'anonymous'
      | 'secret'
      | 'language'
      | 'receivedAt'
      | 'subjectSealed'
      | 'contactSealed'
      | 'kind'
      | 'transcribedBy'
    >,
    rules: Rules,
  ): Complaint {
    const complaint = Object.assign(new Complaint(), facts, {
      subjectOriginalSealed: null,
      class: null,
      state: 'received' as const,
      checkedBy: null,
      checkedAt: null,
      assigneeId: null,
      concernsIds: [],
      entrustedIds: [],
      deadlines: [],
      overdue: false,
      silentSince: null,
      silentUntil: null,
      closedAt: null,
      reopenUntil: null,
      rating: null,
      handedOver: null,
      hold: null,
      erasedAt: null,
      mergedInto: null,
      wrongPins: 0,
      lockedUntil: null,
      calendarVersion: rules.time.calendarVersion,
    });
    complaint.promiseFromReceipt(rules);
    return complaint;
  }

  /** Whether its text and its day are one person's word so far. */
  awaitsCheck({ policy }: Rules): boolean {
    const { channels } = policy.transcripts;
    return (
      this.transcribedBy !== null &&
      this.checkedBy === null &&
      channels.some((channel) => channel === this.channel)
    );
  }

  /** Held against the paper by somebody else; its dates run from the day on which the paper came. */
  checkTranscript(by: string, cameAt: Date, now: Date, rules: Rules): void {
    this.require(['received'], 'check-transcript');
    if (!this.awaitsCheck(rules)) {
      throw complaintNotInState.error({ state: this.state, action: 'check-transcript' });
    }
    if (by === this.transcribedBy) {
      throw transcriptNeedsSecondPerson.error({});
    }
    this.checkedBy = by;
    this.checkedAt = now;
    const receivedAt = new Date(Math.min(cameAt.getTime(), now.getTime()));
    if (receivedAt.getTime() !== this.receivedAt.getTime()) {
      this.receivedAt = receivedAt;
      this.overdue = false;
      this.promiseFromReceipt(rules);
    }
  }

  private promiseFromReceipt(rules: Rules): void {
    this.promise('classify', this.receivedAt, rules);
    this.promise('initial-response', this.receivedAt, rules);
    this.schedule();
  }

  /** What kind of case it is decides how long the answer in the matter may take. */
  classify(
    as: { readonly class: ComplaintClass; readonly kind: View['kind'] | undefined },
    by: string,
    now: Date,
    rules: Rules,
  ): boolean {
    this.require(POSSIBLE.classify, 'classify');
    if (this.awaitsCheck(rules)) {
      throw transcriptUnchecked.error({});
    }
    this.class = as.class;
    this.kind = as.kind ?? this.kind;
    if (as.class === 'supervisory' && this.entrustedIds.length === 0) {
      this.entrustedIds = [by];
    }
    this.state = 'classified';
    this.promise('substantive-response', this.receivedAt, rules);
    return this.settle('classify', now);
  }

  assign(assigneeId: string): void {
    this.require(OPEN, 'assign');
    this.refuse([assigneeId]);
    this.assigneeId = assigneeId;
    if (this.entrustedIds.length > 0) {
      this.entrustedIds = [...new Set([...this.entrustedIds, assigneeId])];
    }
  }

  /** Whom it is about sees and handles nothing of it from now on. */
  concern(accountIds: readonly string[]): void {
    this.concernsIds = [...new Set(accountIds)];
    this.entrustedIds = this.entrustedIds.filter((id) => !this.concernsIds.includes(id));
    if (this.assigneeId !== null && this.concernsIds.includes(this.assigneeId)) {
      this.assigneeId = null;
    }
  }

  entrust(accountIds: readonly string[]): void {
    this.refuse(accountIds);
    this.entrustedIds = [...new Set(accountIds)];
  }

  isVisibleTo(accountId: string): boolean {
    const handledByFew = this.class === 'supervisory' && this.entrustedIds.length > 0;
    return (
      !this.concernsIds.includes(accountId) &&
      (!handledByFew || this.entrustedIds.includes(accountId))
    );
  }

  /** The first word to the reporter; with a question the dates stand still until they answer. */
  respondInitially(waitForReporter: boolean, now: Date, rules: Rules): boolean {
    this.require(POSSIBLE['initial-response'], 'initial-response');
    const onTime = this.settle('initial-response', now);
    this.state = waitForReporter ? 'waiting-reporter' : 'initial-response';
    this.expectNothing();
    if (waitForReporter) {
      this.expectReporter(now, rules);
      for (const deadline of this.deadlines.filter(({ outcome }) => outcome === 'running')) {
        deadline.outcome = 'paused';
        deadline.pausedAt = now.toISOString();
      }
    }
    this.schedule();
    return onTime;
  }

  /** The answer in the matter. The reporter may still write back; silence closes the case. */
  respondInSubstance(now: Date, rules: Rules): boolean {
    this.require(POSSIBLE['substantive-response'], 'substantive-response');
    this.resume(now, rules);
    this.settle('initial-response', now);
    const onTime = this.settle('substantive-response', now);
    this.state = 'substantive-response';
    this.expectReporter(now, rules);
    this.schedule();
    return onTime;
  }

  /** The reporter wrote: it is the office's turn again. */
  hear(now: Date, rules: Rules): void {
    this.require(OPEN, 'message');
    this.resume(now, rules);
    if (this.state === 'waiting-reporter') {
      this.state = 'initial-response';
    }
    this.expectNothing();
    this.schedule();
  }

  close(now: Date, rules: Rules): void {
    this.require(POSSIBLE.close, 'close');
    this.state = 'closed';
    this.closedAt = now;
    this.setReopening(now, rules);
    this.expectNothing();
    for (const deadline of this.deadlines.filter(({ outcome }) => outcome === 'paused')) {
      deadline.outcome = 'met';
    }
    this.schedule();
  }

  /**
   * Somebody else decides the case. One of SP4N-LAPOR! is answered here as well; a supervisory one that went
   * to a whistle-blowing system ends here, and nobody in the office reads it any more.
   */
  handOver(to: Omit<NonNullable<View['handedOver']>, 'at'>, now: Date): void {
    this.require(WORKED_ON, 'hand-over');
    const isWhistle = to.to === 'whistle-blowing-system';
    if (this.handedOver !== null || (isWhistle && this.class !== 'supervisory')) {
      throw complaintNotInState.error({ state: this.state, action: 'hand-over' });
    }
    this.handedOver = { ...to, at: now.toISOString() };
    if (isWhistle) {
      this.state = 'closed';
      this.closedAt = now;
      this.expectNothing();
      this.deadlines = this.deadlines.filter(
        ({ outcome }) => outcome === 'met' || outcome === 'overdue',
      );
      for (const deadline of this.deadlines) {
        delete deadline.escalateAt;
      }
    }
    this.schedule();
  }

  /** From now on it is handled with `lead`; nothing else about either changes. */
  mergeInto(lead: Complaint, rules: Rules): void {
    if (this.mergedInto !== null) {
      throw mergeRefused.error({ reason: 'merged' });
    }
    if ([this, lead].some((one) => !one.isOpen || one.handedOver !== null)) {
      throw mergeRefused.error({ reason: 'not-open' });
    }
    if ([this, lead].some((one) => one.awaitsCheck(rules))) {
      throw transcriptUnchecked.error({});
    }
    // An answer about supervision is not to be read in a case that is open to every handler.
    if (this.class !== null && lead.class !== null && this.class !== lead.class) {
      throw mergeRefused.error({ reason: 'other-class' });
    }
    this.mergedInto = lead.id;
    this.keepFrom(lead.concernsIds);
    this.followPeopleOf(lead);
  }

  /** Whom the lead is about is kept from what is handled with it; this only adds to whom it is about itself. */
  keepFrom(accountIds: readonly string[]): void {
    this.concern([...this.concernsIds, ...accountIds]);
  }

  /** Who handles the lead handles this one as well, but nobody a case about themselves. */
  followPeopleOf({ entrustedIds, assigneeId }: Complaint): void {
    const free = (id: string) => !this.concernsIds.includes(id);
    const entrusted = entrustedIds.filter(free);
    // With nobody named it would be open to everybody.
    if (entrusted.length > 0) {
      this.entrustedIds = entrusted;
    }
    if (assigneeId !== null && free(assigneeId)) {
      this.assigneeId = assigneeId;
    }
  }

  unmerge(): void {
    if (this.mergedInto === null) {
      throw mergeRefused.error({ reason: 'not-merged' });
    }
    this.mergedInto = null;
  }

  /** Whether it has come as far as its lead, on which this was just done. */
  canShare(action: Shared): boolean {
    return POSSIBLE[action].some((state) => state === this.state);
  }

  /** What it says belongs to the whistle-blowing system alone. */
  get isSealed(): boolean {
    return this.handedOver?.to === 'whistle-blowing-system';
  }

  /** Not content with the answer: the case is worked on again, with a fresh date for it. */
  reopen(now: Date, rules: Rules): void {
    this.require(['closed'], 'reopen');
    if (!this.canReopen(now)) {
      throw reopeningOver.error({});
    }
    this.state = 'classified';
    this.closedAt = null;
    this.reopenUntil = null;
    this.promise('substantive-response', now, rules);
    this.schedule();
  }

  /** Whether a word of the reporter can be added as it is. */
  get isOpen(): boolean {
    return OPEN.includes(this.state);
  }

  canReopen(now: Date): boolean {
    return this.state === 'closed' && this.reopenUntil !== null && now <= this.reopenUntil;
  }

  /** How the handling of the case was; once, when there is an answer. */
  rate(rating: number): void {
    this.require(['substantive-response', 'closed'], 'rate');
    if (this.rating !== null) {
      throw complaintNotInState.error({ state: this.state, action: 'rate' });
    }
    this.rating = rating;
  }

  /** Until when something is promised; undefined once that is settled or over, and while it stands still. */
  promisedFor(name: DeadlineName, now: Date): Date | undefined {
    const promised = this.deadlines.find(
      ({ deadline, outcome }) => deadline === name && outcome === 'running',
    );
    const dueAt = promised && new Date(promised.dueAt);
    return dueAt && dueAt >= now ? dueAt : undefined;
  }

  /** The promised dates that have passed by `now` and were not yet said to be broken. */
  breachesBy(now: Date, { time }: Pick<Rules, 'time'>): Deadline[] {
    const broken = this.deadlines.filter(
      ({ outcome, dueAt }) => outcome === 'running' && Date.parse(dueAt) < now.getTime(),
    );
    for (const deadline of broken) {
      deadline.outcome = 'overdue';
      delete deadline.remindAt;
      deadline.escalateAt = time.nextOpening(now).toISOString();
      this.overdue = true;
    }
    this.schedule();
    return broken;
  }

  /** The running promises that who handles the case is to be reminded of now. */
  remindersBy(now: Date, rules: Pick<Rules, 'time'>): Deadline[] {
    return this.takeDue('remindAt', 'running', now, rules);
  }

  /** The broken promises that the head is to hear of now. */
  escalationsBy(now: Date, rules: Pick<Rules, 'time'>): Deadline[] {
    return this.takeDue('escalateAt', 'overdue', now, rules);
  }

  /** Nobody is written to at night or on a day off: what comes due then waits for the opening. */
  private takeDue(
    when: 'remindAt' | 'escalateAt',
    outcome: Deadline['outcome'],
    now: Date,
    { time }: Pick<Rules, 'time'>,
  ): Deadline[] {
    const due = this.deadlines.filter(
      (deadline) =>
        deadline.outcome === outcome && Date.parse(deadline[when] ?? '') <= now.getTime(),
    );
    const open = time.isOpenAt(now);
    for (const deadline of due) {
      if (open) {
        delete deadline[when];
      } else {
        deadline[when] = time.nextOpening(now).toISOString();
      }
    }
    this.schedule();
    return open ? due : [];
  }

  /**
   * The office's calendar changed: whatever is still to come is reckoned anew from when it began. What is
   * settled was judged by the calendar of its day and stays. The promised dates that moved.
   */
  reschedule(now: Date, rules: Rules): Deadline[] {
    this.calendarVersion = rules.time.calendarVersion;
    const moved = this.deadlines.filter((deadline) => {
      const { outcome, dueAt } = deadline;
      if (outcome === 'running' || outcome === 'paused') {
        this.reckon(deadline, rules);
      }
      return deadline.dueAt !== dueAt;
    });
    if (this.silentSince !== null) {
      this.expectReporter(this.silentSince, rules);
    }
    if (this.closedAt !== null && this.canReopen(now)) {
      this.setReopening(this.closedAt, rules);
    }
    this.schedule();
    return moved;
  }

  isSilentTooLong(now: Date): boolean {
    return this.silentUntil !== null && this.silentUntil < now;
  }

  private settle(name: DeadlineName, now: Date): boolean {
    const deadline = this.deadlines.find((candidate) => candidate.deadline === name);
    if (deadline === undefined || deadline.outcome === 'met') {
      return true;
    }
    const onTime = deadline.outcome !== 'overdue' && now.getTime() <= Date.parse(deadline.dueAt);
    deadline.outcome = onTime ? 'met' : 'overdue';
    delete deadline.pausedAt;
    delete deadline.remindAt;
    delete deadline.escalateAt;
    this.overdue = this.deadlines.some(({ outcome }) => outcome === 'overdue');
    this.schedule();
    return onTime;
  }

  /** What was paused goes on, later by the working time it stood still. */
  private resume(now: Date, rules: Rules): void {
    for (const deadline of this.deadlines) {
      if (deadline.outcome === 'paused' && deadline.pausedAt !== undefined) {
        const wait = { from: deadline.pausedAt, to: now.toISOString() };
        deadline.waits = [...(deadline.waits ?? []), wait];
        this.reckon(deadline, rules);
        deadline.outcome = 'running';
        delete deadline.pausedAt;
      }
    }
  }

  private promise(name: DeadlineName, from: Date, rules: Rules): void {
    const promised: Deadline = {
      deadline: name,
      from: from.toISOString(),
      dueAt: '',
      outcome: 'running',
      remindAt: '',
    };
    this.reckon(promised, rules);
    this.deadlines = [...this.deadlines.filter(({ deadline }) => deadline !== name), promised];
  }

  /** When it is due and, unless that is over, when it is reminded of: a share of its working time. */
  private reckon(promised: Deadline, rules: Rules): void {
    const { policy, time } = rules;
    promised.dueAt = this.dueOf(promised, rules);
    if (promised.remindAt !== undefined) {
      const from = new Date(promised.from);
      const seconds = time.workingSecondsBetween(from, new Date(promised.dueAt));
      promised.remindAt = time
        .addWorkingMinutes(from, (seconds * policy.remindAtShare) / 60)
        .toISOString();
    }
  }

  /** The working days of the policy from where they count, and the working time of each wait on top. */
  private dueOf(
    { deadline, from, waits = [] }: Pick<Deadline, 'deadline' | 'from' | 'waits'>,
    rules: Rules,
  ): string {
    const { policy, time } = rules;
    this.reckonedBy(rules);
    const days = {
      classify: policy.classifyDays,
      'initial-response': policy.initialResponseDays,
      'substantive-response': policy.substantiveResponseDays[this.class ?? 'non-supervisory'],
    };
    let due = time.addWorkingDays(new Date(from), days[deadline]);
    for (const wait of waits) {
      const seconds = time.workingSecondsBetween(new Date(wait.from), new Date(wait.to));
      due = time.addWorkingMinutes(due, seconds / 60);
    }
    return due.toISOString();
  }

  private expectReporter(since: Date, rules: Rules): void {
    this.reckonedBy(rules);
    this.silentSince = since;
    this.silentUntil = rules.time.addWorkingDays(since, rules.policy.closeAfterSilenceDays);
  }

  private expectNothing(): void {
    this.silentSince = null;
    this.silentUntil = null;
  }

  private setReopening(closedAt: Date, rules: Rules): void {
    this.reckonedBy(rules);
    this.reopenUntil = rules.time.addWorkingDays(closedAt, rules.policy.reopenWithinDays);
  }

  /** A process that has not heard of the newest calendar leaves its mark, and the case is seen again. */
  private reckonedBy({ time }: Rules): void {
    this.calendarVersion = Math.min(this.calendarVersion, time.calendarVersion);
  }

  private schedule(): void {
    const promised = this.deadlines.flatMap(({ outcome, dueAt, remindAt, escalateAt }) =>
      outcome === 'running' ? [dueAt, remindAt] : outcome === 'overdue' ? [escalateAt] : [],
    );
    const dates = [
      ...promised.flatMap((at) => (at === undefined ? [] : [Date.parse(at)])),
      ...(this.silentUntil === null ? [] : [this.silentUntil.getTime()]),
    ];
    this.nextDueAt = dates.length === 0 ? null : new Date(Math.min(...dates));
  }

  private refuse(accountIds: readonly string[]): void {
    if (accountIds.some((id) => this.concernsIds.includes(id))) {
      throw conflictOfInterest.error({});
    }
  }

  private require(states: readonly ComplaintState[], action: string): void {
    if (!states.includes(this.state)) {
      throw complaintNotInState.error({ state: this.state, action });
    }
  }
}
