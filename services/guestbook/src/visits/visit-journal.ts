import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { notFound } from '@pst/contracts';
import { changeOf, prepared, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { announcementOf, settledAnnouncements } from './announcements.ts';
import type { SettledClock } from './domain/clocks.ts';
import type { VisitEntry, VisitFact } from './domain/visit-log.ts';
import { Visit } from './domain/visit.ts';
import { OfficeRules } from './office-rules.ts';
import { entryOfRow, VisitEventSchema } from './visit.schema.ts';

/** Who did it, when, and why; `at` is now unless it happened earlier. */
export interface Circumstances {
  readonly actorId: string | null;
  readonly at?: Date;
  readonly reason?: string | null;
}

/**
 * The only way in which a visit changes: one thing happens, and the visit's row, the line of its log and
 * the announcement are written in the same transaction.
 */
@Injectable()
export class VisitJournal {
  constructor(
    private readonly clock: Clock,
    readonly rules: OfficeRules,
  ) {}

  /** The office's visit, locked until the commit; another office's visit does not exist here. */
  async locked(tx: Tx, office: string, id: string): Promise<Visit> {
    const visit = await tx.db.findOne(Visit, {
      where: { id, office },
      lock: { mode: 'pessimistic_write' },
    });
    if (visit === null) {
      throw notFound.error({});
    }
    return visit;
  }

  /** Lets one thing happen to a visit that the caller has locked. */
  async enter(
    tx: Tx,
    visit: Visit,
    fact: VisitFact,
    { actorId, at = this.clock.now(), reason = null }: Circumstances,
  ): Promise<readonly SettledClock[]> {
    const before = { state: visit.state, service: visit.service };
    const entry = { fact, at, actorId, reason };
    const settled = visit.add(entry, this.rules);
    await this.keep(tx, visit, entry);
    const announcement = announcementOf(visit, before, entry, this.rules);
    if (announcement !== undefined) {
      await tx.publish(announcement);
    }
    for (const outcome of settledAnnouncements(visit, settled, this.rules)) {
      await tx.publish(outcome);
    }
    return settled;
  }

  /** Writes the visit as it is now and appends the entry, in one statement. */
  async keep(tx: Tx, visit: Visit, entry?: Omit<VisitEntry, 'seq' | 'recordedAt'>): Promise<void> {
    const { sql, values } = changeOf(tx.db, Visit, visit);
    if (entry === undefined) {
      await tx.db.query(sql, values);
      return;
    }
    const { type, ...detail } = entry.fact;
    const place = (offset: number) => `$${values.length + offset}`;
    await prepared(
      tx.db,
      `with line as (
         insert into visit_event (visit_id, seq, type, detail, at, recorded_at, actor_id, reason)
         select $1, coalesce(max(seq), 0) + 1, ${place(1)}, ${place(2)}::jsonb,
                ${place(3)}::timestamptz, ${place(4)}::timestamptz, ${place(5)}::uuid, ${place(6)}
         from visit_event where visit_id = $1
       ) ${sql}`,
      [
        ...values,
        type,
        JSON.stringify(detail),
        entry.at,
        this.clock.now(),
        entry.actorId,
        entry.reason,
      ],
    );
  }

  /** The whole log of a visit, oldest line first. */
  async logOf(tx: Pick<Tx, 'db'>, visitId: string): Promise<VisitEntry[]> {
    const rows = await tx.db.find(VisitEventSchema, { where: { visitId }, order: { seq: 'ASC' } });
    return rows.map(entryOfRow);
  }
}

/** The account that asks; null for a visitor or the system itself. */
export function actorIdOf(caller: Caller): string | null {
  return caller.actor.kind === 'account' ? caller.actor.id : null;
}
