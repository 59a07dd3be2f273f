import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { AuditTrail, Transaction, type Tx } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { PersonErasure } from '../person-erasure.ts';

const DAY_MS = 86_400_000;
/** Erased in one transaction: few enough that a check-in never waits for one. */
const AT_ONCE = 200;

/** What is past its time, or was. */
export interface Due {
  /** Visits that began earlier are due. */
  readonly before: Date;
  readonly visits: number;
  /** When the oldest of them began; null when there is none. */
  readonly oldestAt: Date | null;
}

/** Erases persons whose time is over. */
@Injectable()
export class Retention {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly erasure: PersonErasure,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** Looks, and changes nothing. */
  async due(office: string): Promise<Due> {
    const before = this.before();
    const [{ visits, oldest_at: oldestAt }]: [{ visits: number; oldest_at: Date | null }] =
      await this.source.query(
        `select count(*)::int as visits, min(checked_in_at) as oldest_at from visit
         where office = $1 and person_erased_at is null and checked_in_at < $2`,
        [office, before],
      );
    return { before, visits, oldestAt };
  }

  /**
   * Erases whoever is due, so many at a time, and answers how many those were. Cut off in between, the
   * next run goes on; two at once share the work. A run that an account asked for is always written to
   * the audit log, the daily one only when it erased somebody.
   */
  async erase(office: string, actorId: string | null): Promise<Due> {
    const before = this.before();
    const runId = newId();
    const begun: Date[] = [];
    let more = true;
    while (more) {
      const erased = await this.transaction.run((tx) => this.eraseSome(tx, office, before));
      begun.push(...erased);
      more = erased.length === AT_ONCE;
    }
    if (begun.length > 0 || actorId !== null) {
      await this.transaction.run((tx) =>
        this.audit.write(tx, office, { action: 'retention-run', actorId, subjectId: runId }),
      );
    }
    const [oldestAt = null] = begun.toSorted((one, other) => one.getTime() - other.getTime());
    return { before, visits: begun.length, oldestAt };
  }

  /** When the visits of those erased began. */
  private async eraseSome(tx: Tx, office: string, before: Date): Promise<Date[]> {
    const due: { id: string; checked_in_at: Date }[] = await tx.db.query(
      `select id, checked_in_at from visit
       where office = $1 and person_erased_at is null and checked_in_at < $2
       order by checked_in_at limit $3
       for update skip locked`,
      [office, before, AT_ONCE],
    );
    await this.erasure.erase(
      tx,
      office,
      due.map(({ id }) => id),
      'retention',
    );
    return due.map(({ checked_in_at: at }) => at);
  }

  private before(): Date {
    const { visitPersonDays } = this.profile.policies.retention;
    return new Date(this.clock.now().getTime() - visitPersonDays * DAY_MS);
  }
}
