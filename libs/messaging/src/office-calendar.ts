import { calendarChanged, type EventOf } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { CalendarVersion, WorkingTime } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import type { Subscription } from '@nats-io/nats-core';
import type { DataSource } from 'typeorm';
import type { Bus } from './bus.ts';

/** How long a calendar that no message told of, or a case that another replica made, stays unnoticed. */
const EVERY_MS = 2_000;

/**
 * The office's calendar in this process. The guestbook owns it and announces every change as the whole
 * list; the newest is kept in the service's own database ({@link keep}, by the durable consumer), and
 * working time takes it from whichever speaks first: the announcement itself, which every replica hears
 * on the bus, or the database, which is read at the start and again and again. Versions only grow, so
 * lost, repeated and late announcements end in the same calendar.
 *
 * What was promised by an older calendar is reckoned anew by the services' own work ({@link keepUp}).
 */
export class OfficeCalendar {
  private readonly works: (() => Promise<number>)[] = [];
  private subscription: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly office: string,
    private readonly source: DataSource,
    private readonly bus: Bus,
    private readonly time: WorkingTime,
    private readonly log: Logger,
  ) {}

  /**
   * Does `work` until it has nothing left to do: after the start, whenever this process takes a newer
   * calendar, and every few seconds, because a replica that has not heard of it yet promises by the
   * older one. It answers how many promises it reckoned anew, a batch at a time; every replica runs it.
   */
  keepUp(work: () => Promise<number>): void {
    this.works.push(work);
  }

  /** Stores what an announcement says, if it is newer; in the transaction of whoever heard or made it. */
  async keep({ office, data }: EventOf<typeof calendarChanged>, tx: Tx): Promise<void> {
    await tx.db.query(
      `insert into office_calendar as known (office, version, days) values ($1, $2, $3)
       on conflict (office) do update set version = excluded.version, days = excluded.days
       where known.version < excluded.version`,
      [office, data.version, JSON.stringify(data.days)],
    );
  }

  /** Takes the newest calendar of the database. */
  async refresh(): Promise<void> {
    const [stored]: CalendarVersion[] = await this.source.query(
      `select version, days from office_calendar where office = $1 and version > $2`,
      [this.office, this.time.calendarVersion],
    );
    if (stored !== undefined) {
      this.time.take(stored);
    }
  }

  /** From here on the calendar is followed; before the first request is answered. */
  async start(): Promise<void> {
    // First listening, then reading: an announcement in between is not lost.
    this.subscription = this.bus.connection.subscribe(calendarChanged.subjectFor(this.office), {
      callback: (error, message) => {
        if (error === null) {
          this.hear(message.string());
        }
      },
    });
    this.bus.onReconnect(() => this.catchUp());
    await this.refresh();
    this.timer = setInterval(() => this.catchUp(), EVERY_MS);
    this.catchUp();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.subscription?.unsubscribe();
    await this.round;
  }

  private hear(text: string): void {
    try {
      if (this.time.take(calendarChanged.parse(JSON.parse(text)).data)) {
        this.catchUp();
      }
    } catch (error) {
      // The durable consumer gets the same message and makes a dead letter of it.
      this.log.warn(describeError(error), 'announced calendar could not be read');
    }
  }

  /** One round at a time; what changes during one is seen by the next. */
  private catchUp(): void {
    if (this.stopped) {
      return;
    }
    this.round ??= this.workOff()
      .catch((error: unknown) => {
        this.log.warn(describeError(error), 'calendar not caught up with, it will be tried again');
      })
      .finally(() => {
        this.round = undefined;
      });
  }

  private async workOff(): Promise<void> {
    await this.refresh();
    for (const work of this.works) {
      while (!this.stopped && (await work()) > 0) {
        // The next batch.
      }
    }
  }
}
