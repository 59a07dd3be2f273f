import type { OfficeProfile, WorkingTime } from '@pst/service-standard';

/** Which promise a clock measures (service-domain 3.2: A, B and C). */
export type ClockName = 'served-after-guestbook' | 'served-after-workstation' | 'total';
/** `void`: it ended in a way that says nothing about the office. */
export type ClockOutcome = 'not-started' | 'running' | 'met' | 'breached' | 'void';

const ALL_CLOCKS: readonly ClockName[] = [
  'served-after-guestbook',
  'served-after-workstation',
  'total',
];

/** A promise that was kept or broken. */
export interface SettledClock {
  readonly clock: ClockName;
  readonly outcome: 'met' | 'breached';
  readonly dueAt: Date;
  readonly at: Date;
}

/** What the office has published and decided, and the time in which it runs. */
export interface ServiceRules {
  readonly targets: OfficeProfile['standard']['targets'];
  readonly callsBeforeNoShow: number;
  /** The officer is warned when this share of a promise is over. */
  readonly warnAtShare: number;
  readonly time: Pick<
    WorkingTime,
    'addWorkingMinutes' | 'workingSecondsBetween' | 'calendarVersion'
  >;
  /** When the visits of a business day that are still open are closed. */
  readonly closesAt: (businessDate: string) => Date;
}

/**
 * The promises of one visit, each with its own due time, its own pause and its own outcome; none
 * overrules another. All of them run in working time, and the instants at which they are due are kept,
 * so that they survive every process.
 *
 * - served after the guestbook: from the check-in to the first time service begins;
 * - served after a workstation: from the moment one is available for this visitor to the hand-over;
 * - total: from the check-in until the service is delivered, standing still while the visitor keeps the
 *   visit on hold or waits for a workstation.
 */
export abstract class Clocks {
  checkedInAt!: Date;
  dueAt!: Date;
  servedClock!: ClockOutcome;
  servingAt!: Date | null;
  firstCalledAt!: Date | null;

  offeredAt!: Date | null;
  workstationDueAt!: Date | null;
  workstationClock!: ClockOutcome;
  handedOverAt!: Date | null;

  totalDueAt!: Date;
  totalClock!: ClockOutcome;
  pausedAt!: Date | null;
  /** Working seconds for which the total stood still. */
  pausedSeconds!: number;

  /** The promises whose end was announced to be near. */
  warned!: ClockName[];
  servedWarnAt!: Date;
  workstationWarnAt!: Date | null;
  totalWarnAt!: Date;
  /** When a clock has something to say next; null when none runs. */
  nextLookAt!: Date | null;
  /** The office's calendar by which all of the due times were reckoned, or an older one some were. */
  calendarVersion!: number;

  protected begin(at: Date, rules: ServiceRules): void {
    this.checkedInAt = at;
    this.calendarVersion = rules.time.calendarVersion;
    this.setServed(rules);
    this.servedClock = 'running';
    this.servingAt = null;
    this.firstCalledAt = null;
    this.offeredAt = null;
    this.workstationDueAt = null;
    this.workstationWarnAt = null;
    this.workstationClock = 'not-started';
    this.handedOverAt = null;
    this.totalClock = 'running';
    this.pausedAt = null;
    this.pausedSeconds = 0;
    this.warned = [];
    this.setTotal(rules);
  }

  /** Service begins; only the first time settles the waiting. */
  protected serve(at: Date): SettledClock[] {
    this.servingAt ??= at;
    return this.settle('served-after-guestbook', at);
  }

  /** The total stands still from now on; what had run out before is broken all the same. */
  protected pause(at: Date): SettledClock[] {
    if (this.pausedAt !== null) {
      return [];
    }
    const settled = this.isDueBy('total', at) ? this.settle('total', at) : [];
    this.pausedAt = at;
    return settled;
  }

  protected goOn(at: Date, rules: ServiceRules): void {
    if (this.pausedAt !== null) {
      this.pausedSeconds += rules.time.workingSecondsBetween(this.pausedAt, at);
      this.pausedAt = null;
      this.setTotal(rules);
    }
  }

  /** A workstation is there for this visitor. Of several offers the first is the promise. */
  protected offer(at: Date, rules: ServiceRules): SettledClock[] {
    this.goOn(at, rules);
    this.offeredAt = at;
    this.setWorkstation(at, rules);
    if (this.workstationClock === 'not-started') {
      this.workstationClock = 'running';
    }
    return [];
  }

  /**
   * The offer is over. Run out, it was not handed over in time, whoever was late; withdrawn before
   * that, it promised nothing.
   */
  protected miss(at: Date): SettledClock[] {
    const ranOut = this.isDueBy('served-after-workstation', at);
    const settled = ranOut ? this.settle('served-after-workstation', at) : [];
    if (this.workstationClock === 'running') {
      this.workstationClock = 'not-started';
    }
    this.offeredAt = null;
    this.workstationDueAt = null;
    this.workstationWarnAt = null;
    return [...settled, ...this.pause(at)];
  }

  /** The visitor sits at the workstation: that is the service delivered, reading is their own time. */
  protected handOver(at: Date, rules: ServiceRules): SettledClock[] {
    if (this.offeredAt === null) {
      this.offer(at, rules);
    }
    this.handedOverAt = at;
    return [...this.settle('served-after-workstation', at), ...this.settle('total', at)];
  }

  protected deliver(at: Date, rules: ServiceRules): SettledClock[] {
    this.goOn(at, rules);
    return this.settle('total', at);
  }

  /**
   * The visitor went away, or the day was closed, without the service: after the promised time the
   * promise is broken, before it nothing is said about the office.
   */
  protected goAway(at: Date): SettledClock[] {
    const settled = ALL_CLOCKS.flatMap((clock) =>
      this.isDueBy(clock, this.standsAt(clock, at)) ? this.settle(clock, at) : [],
    );
    this.setAside(ALL_CLOCKS, ['running']);
    return settled;
  }

  /**
   * Called, and nobody came. Whoever was called in time blames nobody, even when the time ran out over
   * the calls; whoever was called late may have left for waiting.
   */
  protected neverCame(at: Date): SettledClock[] {
    this.setAside(['total'], ['running', 'breached']);
    if (this.servingAt !== null) {
      return [];
    }
    if (this.firstCalledAt !== null && this.firstCalledAt > this.dueAt) {
      return this.settle('served-after-guestbook', at);
    }
    this.setAside(['served-after-guestbook'], ['running', 'breached']);
    return [];
  }

  /** The entry was a mistake: it promised nothing. */
  protected undo(): void {
    this.setAside(ALL_CLOCKS, ['running', 'met', 'breached']);
  }

  /** Back after a no-show: what that had set aside runs on. */
  protected takeUpAgain(): void {
    for (const clock of ALL_CLOCKS) {
      if (this.outcomeOf(clock) === 'void') {
        this.setOutcome(clock, 'running');
      }
    }
  }

  /**
   * What is to be said at `at` without anybody's key: promises about to run out, and those that did.
   * Each is said once.
   */
  notice(at: Date, _rules: ServiceRules): { atRisk: ClockName[]; breached: SettledClock[] } {
    const atRisk: ClockName[] = [];
    const breached: SettledClock[] = [];
    for (const clock of ALL_CLOCKS) {
      if (!this.runs(clock)) {
        continue;
      }
      if (this.isDueBy(clock, at)) {
        breached.push(...this.settle(clock, at));
      } else if (!this.warned.includes(clock) && this.warnAtOf(clock) <= at) {
        this.warned = [...this.warned, clock];
        atRisk.push(clock);
      }
    }
    return { atRisk, breached };
  }

  /** Working seconds from the guestbook to the beginning of service; null when it never began. */
  waitSeconds({ time }: Pick<ServiceRules, 'time'>): number | null {
    return this.servingAt === null
      ? null
      : time.workingSecondsBetween(this.checkedInAt, this.servingAt);
  }

  /** Working seconds until the service was delivered, without the pauses; null when it was not. */
  totalSeconds(rules: Pick<ServiceRules, 'time'>, deliveredAt: Date | null): number | null {
    return this.secondsSince(this.checkedInAt, rules, deliveredAt);
  }

  /** Working seconds of service, without the pauses; null when it was not delivered. */
  serviceSeconds(rules: Pick<ServiceRules, 'time'>, deliveredAt: Date | null): number | null {
    return this.servingAt === null ? null : this.secondsSince(this.servingAt, rules, deliveredAt);
  }

  /** Working seconds from the offer of a workstation to its hand-over. */
  handOverSeconds({ time }: Pick<ServiceRules, 'time'>): number | null {
    return this.offeredAt === null || this.handedOverAt === null
      ? null
      : time.workingSecondsBetween(this.offeredAt, this.handedOverAt);
  }

  dueAtOf(clock: ClockName): Date | null {
    return {
      'served-after-guestbook': this.dueAt,
      'served-after-workstation': this.workstationDueAt,
      total: this.totalDueAt,
    }[clock];
  }

  outcomeOf(clock: ClockName): ClockOutcome {
    return {
      'served-after-guestbook': this.servedClock,
      'served-after-workstation': this.workstationClock,
      total: this.totalClock,
    }[clock];
  }

  /**
   * The office's calendar changed: a promise that still runs is due when the new one says, and is warned
   * of again where that moved it. What is settled was judged by the calendar of its day and stays. True
   * when anything moved.
   */
  protected reckonAnew(rules: ServiceRules): boolean {
    const running = ALL_CLOCKS.filter((clock) => this.outcomeOf(clock) === 'running');
    const before = new Map(running.map((clock) => [clock, this.dueAtOf(clock)?.getTime()]));
    this.calendarVersion = rules.time.calendarVersion;
    if (before.has('served-after-guestbook')) {
      this.setServed(rules);
    }
    if (before.has('served-after-workstation') && this.offeredAt !== null) {
      this.setWorkstation(this.offeredAt, rules);
    }
    if (before.has('total')) {
      this.setTotal(rules);
    }
    const moved = running.filter((clock) => this.dueAtOf(clock)?.getTime() !== before.get(clock));
    this.warned = this.warned.filter((clock) => !moved.includes(clock));
    return moved.length > 0;
  }

  /** The earliest instant at which a running clock warns or runs out, or the day is closed. */
  protected nextLook(closesAt: Date): Date {
    const looks = ALL_CLOCKS.filter((clock) => this.runs(clock)).map((clock) =>
      this.warned.includes(clock) ? this.dueAtOf(clock) : this.warnAtOf(clock),
    );
    if (this.offeredAt !== null && this.handedOverAt === null) {
      // A second offer ends too, though its promise is settled.
      looks.push(this.workstationDueAt);
    }
    const earliest = Math.min(
      closesAt.getTime(),
      ...looks.map((at) => at?.getTime() ?? Number.POSITIVE_INFINITY),
    );
    return new Date(earliest);
  }

  private warnAtOf(clock: ClockName): Date {
    return {
      'served-after-guestbook': this.servedWarnAt,
      'served-after-workstation': this.workstationWarnAt ?? this.servedWarnAt,
      total: this.totalWarnAt,
    }[clock];
  }

  private runs(clock: ClockName): boolean {
    return this.outcomeOf(clock) === 'running' && !(clock === 'total' && this.pausedAt !== null);
  }

  /** A total that stands still ended where it stopped. */
  private standsAt(clock: ClockName, at: Date): Date {
    return clock === 'total' ? (this.pausedAt ?? at) : at;
  }

  private setAside(clocks: readonly ClockName[], from: readonly ClockOutcome[]): void {
    for (const clock of clocks) {
      if (from.includes(this.outcomeOf(clock))) {
        this.setOutcome(clock, 'void');
      }
    }
  }

  private isDueBy(clock: ClockName, at: Date): boolean {
    const dueAt = this.dueAtOf(clock);
    return dueAt !== null && dueAt < at;
  }

  private setServed({ targets, time, warnAtShare }: ServiceRules): void {
    const { servedAfterGuestbook: target } = targets;
    this.dueAt = time.addWorkingMinutes(this.checkedInAt, target);
    this.servedWarnAt = time.addWorkingMinutes(this.checkedInAt, target * warnAtShare);
  }

  private setWorkstation(offeredAt: Date, { targets, time, warnAtShare }: ServiceRules): void {
    const { servedAfterWorkstationAvailable: target } = targets;
    this.workstationDueAt = time.addWorkingMinutes(offeredAt, target);
    this.workstationWarnAt = time.addWorkingMinutes(offeredAt, target * warnAtShare);
    this.reckonedBy(time);
  }

  /** A process that has not heard of the newest calendar leaves its mark, and the visit is seen again. */
  private reckonedBy({ calendarVersion }: ServiceRules['time']): void {
    this.calendarVersion = Math.min(this.calendarVersion, calendarVersion);
  }

  private setTotal({ targets, time, warnAtShare }: ServiceRules): void {
    this.reckonedBy(time);
    const paused = this.pausedSeconds / 60;
    this.totalDueAt = time.addWorkingMinutes(this.checkedInAt, targets.total + paused);
    this.totalWarnAt = time.addWorkingMinutes(
      this.checkedInAt,
      targets.total * warnAtShare + paused,
    );
  }

  private settle(clock: ClockName, at: Date): SettledClock[] {
    const dueAt = this.dueAtOf(clock);
    if (this.outcomeOf(clock) !== 'running' || dueAt === null) {
      return [];
    }
    const outcome = at <= dueAt ? 'met' : 'breached';
    this.setOutcome(clock, outcome);
    return [{ clock, outcome, dueAt, at }];
  }

  private setOutcome(clock: ClockName, outcome: ClockOutcome): void {
    if (clock === 'total') {
      this.totalClock = outcome;
    } else if (clock === 'served-after-workstation') {
      this.workstationClock = outcome;
    } else {
      this.servedClock = outcome;
    }
  }

  private secondsSince(
    from: Date,
    { time }: Pick<ServiceRules, 'time'>,
    until: Date | null,
  ): number | null {
    return until === null
      ? null
      : Math.max(0, time.workingSecondsBetween(from, until) - this.pausedSeconds);
  }
}
