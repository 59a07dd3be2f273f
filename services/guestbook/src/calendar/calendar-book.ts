import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { calendarChanged, type OfficeCalendar as CalendarView } from '@pst/contracts';
import { OfficeCalendar } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import type { EntityManager } from 'typeorm';
import { CalendarYearSchema, DayOffSchema, type DayOffRow } from './day-off.schema.ts';
import { requireRoom, yearOf } from './domain/calendar.ts';

/** Whoever edits, and when; null for the office profile. */
export interface Hand {
  readonly office: string;
  readonly now: Date;
  readonly accountId: string | null;
}

type Entry = Pick<DayOffRow, 'date' | 'name' | 'kind' | 'source'>;

/** The office's days off as they are kept, one edit after the other; each makes a new version. */
@Injectable()
export class CalendarBook {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly calendar: OfficeCalendar,
  ) {}

  /** The calendar of one year, or of all. */
  async read(db: EntityManager, office: string, year?: number): Promise<CalendarView> {
    const [kept]: { version: number }[] = await db.query(
      `select version from office_calendar where office = $1`,
      [office],
    );
    const days = await db.find(DayOffSchema, { where: { office }, order: { date: 'ASC' } });
    const years = await db.find(CalendarYearSchema, {
      where: { office, complete: true },
      order: { year: 'ASC' },
    });
    return {
      version: kept?.version ?? 0,
      days: days
        .filter(({ date }) => year === undefined || yearOf(date) === year)
        .map(({ date, name, kind, source, verifiedAt }) => ({
          date,
          name,
          kind,
          source,
          verifiedAt: verifiedAt?.toISOString() ?? null,
        })),
      completeYears: years.map((row) => ({ year: row.year, source: row.source })),
    };
  }

  /** Edits in the name of the caller, announces the new list, and reckons with it from then on. */
  async edit<Reply>(
    caller: Caller,
    work: (tx: Tx, hand: Hand) => Promise<{ changed: boolean; reply: () => Promise<Reply> }>,
  ): Promise<Reply> {
    const { office, actor } = caller;
    const accountId = actor.kind === 'account' ? actor.id : null;
    const reply = await this.transaction.once(caller, async (tx) => {
      const hand = { office, now: this.clock.now(), accountId };
      await this.lock(tx, office);
      const done = await work(tx, hand);
      if (done.changed) {
        await this.announce(tx, hand);
      }
      return done.reply();
    });
    await this.calendar.refresh();
    return reply;
  }

  /** One edit at a time, so that versions follow one another. */
  async lock(tx: Tx, office: string): Promise<void> {
    await tx.db.query(`select pg_advisory_xact_lock(hashtextextended('calendar|' || $1, 0))`, [
      office,
    ]);
  }

  /** Writes the day; true when it now says something else than before. */
  async put(tx: Tx, entry: Entry, { office, now, accountId }: Hand): Promise<boolean> {
    const { date, name, kind, source } = entry;
    const known = await tx.db.findOneBy(DayOffSchema, { office, date });
    await this.touchYear(tx, office, yearOf(date), source);
    await tx.db.upsert(
      DayOffSchema,
      {
        office,
        date,
        name,
        kind,
        source,
        verifiedBy: accountId,
        verifiedAt: accountId === null ? null : now,
        addedBy: known === null ? accountId : known.addedBy,
        addedAt: known === null ? now : known.addedAt,
      },
      ['office', 'date'],
    );
    return known?.name !== name || known.kind !== kind || known.source !== source;
  }

  /** False when that day was none. */
  async remove(tx: Tx, office: string, date: string): Promise<boolean> {
    const { affected } = await tx.db.delete(DayOffSchema, { office, date });
    return (affected ?? 0) > 0;
  }

  /** The next version: kept here like in every other service, and told to them. */
  async announce(tx: Tx, { office, now }: Pick<Hand, 'office' | 'now'>): Promise<void> {
    const { version, days, completeYears } = await this.read(tx.db, office);
    requireRoom(days.map(({ date }) => date));
    const event = calendarChanged.create(
      {
        version: version + 1,
        days,
        completeYears: completeYears.map(({ year }) => year),
        changedAt: now.toISOString(),
      },
      { office, about: office, at: now },
    );
    await this.calendar.keep(event, tx);
    await tx.publish(event);
  }

  /** A year that somebody worked on is not filled from the office profile any more. */
  private async touchYear(tx: Tx, office: string, year: number, source: string): Promise<void> {
    await tx.db
      .createQueryBuilder()
      .insert()
      .into(CalendarYearSchema)
      .values({ office, year, complete: false, source })
      .orIgnore()
      .execute();
  }
}
