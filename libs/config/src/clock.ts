/**
 * The business clock. Rules ask it and never the machine, so that a test, or a demo at night, can
 * live at another time of day.
 */
export class Clock {
  private constructor(private readonly offsetMs: () => number) {}

  /** The machine's own time. */
  static system(): Clock {
    return new Clock(() => 0);
  }

  /** A clock that showed `start` at the real instant `startedAt` and runs on from there. */
  static running({ start, startedAt }: { start: Date; startedAt: Date }): Clock {
    const offset = start.getTime() - startedAt.getTime();
    return new Clock(() => offset);
  }

  /** A clock that stands still until it is moved: for tests of rules. */
  static standing(at: Date): Clock & { moveTo(at: Date): void } {
    let shown = at.getTime();
    const clock = new Clock(() => shown - Date.now());
    return Object.assign(clock, {
      moveTo(next: Date) {
        shown = next.getTime();
      },
      now: () => new Date(shown),
    });
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs());
  }
}
