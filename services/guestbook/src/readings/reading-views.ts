import { Injectable } from '@nestjs/common';
import type { ReplyOf, startReading } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import type { EntityManager } from 'typeorm';

export type ReadingView = ReplyOf<typeof startReading>;

const MOST = 500;

interface Row extends Omit<ReadingView, 'startedAt' | 'returnedAt' | 'returnBy'> {
  readonly startedAt: Date;
  readonly returnedAt: Date | null;
}

/** In-room readings with what they are told apart by: the ticket, the title and the shelf mark. */
@Injectable()
export class ReadingViews {
  constructor(
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** The office's readings for which `condition` holds, oldest first; `$2` is `value`. */
  async where(
    db: EntityManager,
    office: string,
    condition: string,
    value: unknown,
  ): Promise<ReadingView[]> {
    const rows: Row[] = await db.query(
      `select reading.id, visit_id as "visitId", ticket_number as "ticketNumber",
              copy_id as "copyId", known_copy.publication_id as "publicationId",
              coalesce(title, shelf_mark) as title, shelf_mark as "shelfMark",
              started_at as "startedAt", returned_at as "returnedAt"
       from reading
       join visit on visit.id = visit_id
       join known_copy on known_copy.id = copy_id
       left join known_publication on known_publication.id = known_copy.publication_id
       where reading.office = $1 and ${condition}
       order by started_at, reading.id limit ${MOST}`,
      [office, value],
    );
    return rows.map((row) => ({
      ...row,
      startedAt: row.startedAt.toISOString(),
      returnedAt: row.returnedAt?.toISOString() ?? null,
      returnBy: this.closingOf(row.startedAt).toISOString(),
    }));
  }

  private closingOf(at: Date): Date {
    const { closeOpenVisitsAt } = this.profile.policies.queue;
    return this.time.instantAt(this.time.businessDateOf(at), closeOpenVisitsAt);
  }

  /** The one reading that was just written. */
  async of(db: EntityManager, office: string, id: string): Promise<ReadingView> {
    const [view] = await this.where(db, office, 'reading.id = $2', id);
    if (view === undefined) {
      throw new Error('A reading has a visit and a copy');
    }
    return view;
  }
}
