import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  copyInUse,
  endReading,
  newId,
  notFound,
  readingEnded,
  readingStarted,
  startReading,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { requireMayRead } from '../domain/may-read.ts';
import { KnownCopySchema, ReadingSchema } from '../reading.schema.ts';
import { ReadingViews } from '../reading-views.ts';

/** A hardcopy taken from the shelf and brought back, so that titles used per visit can be told. */
@Controller()
export class ReadInRoomHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly views: ReadingViews,
  ) {}

  @Answers(startReading)
  start({ visitId, copyId }: RequestOf<typeof startReading>, caller: Caller) {
    const now = this.clock.now();
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      const [visit]: Parameters<typeof requireMayRead>[0][] = await tx.db.query(
        `select state, business_date::text as "businessDate" from visit where id = $1 and office = $2`,
        [visitId, office],
      );
      const copy = await tx.db.findOneBy(KnownCopySchema, { id: copyId, office });
      if (visit === undefined || copy === null) {
        throw notFound.error({});
      }
      requireMayRead(visit, this.time.businessDateOf(now));
      const id = newId(now.getTime());
      // Two officers who take the same copy at once: the second waits here and finds it taken.
      const taken: unknown[] = await tx.db.query(
        `insert into reading (id, office, visit_id, copy_id, started_at) values ($1, $2, $3, $4, $5)
         on conflict (copy_id) where returned_at is null do nothing returning id`,
        [id, office, visitId, copyId, now],
      );
      if (taken.length === 0) {
        throw await this.inUse(tx, office, copyId);
      }
      await tx.publish(
        readingStarted.create(
          {
            readingId: id,
            visitId,
            copyId,
            publicationId: copy.publicationId,
            startedAt: now.toISOString(),
          },
          { office, about: visitId, at: now },
        ),
      );
      return this.views.of(tx.db, office, id);
    });
  }

  @Answers(endReading)
  end({ visitId, readingId }: RequestOf<typeof endReading>, caller: Caller) {
    const now = this.clock.now();
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      const row = await tx.db.findOne(ReadingSchema, {
        where: { id: readingId, visitId, office },
        lock: { mode: 'pessimistic_write' },
      });
      if (row === null) {
        throw notFound.error({});
      }
      if (row.returnedAt === null) {
        row.returnedAt = now;
        await tx.db.save(ReadingSchema, row);
        await tx.publish(
          readingEnded.create(
            { readingId, visitId, copyId: row.copyId, endedAt: now.toISOString() },
            { office, about: visitId, at: now },
          ),
        );
      }
      return this.views.of(tx.db, office, readingId);
    });
  }

  private async inUse(tx: Tx, office: string, copyId: string) {
    const open = 'copy_id = $2 and returned_at is null';
    const [reading] = await this.views.where(tx.db, office, open, copyId);
    return copyInUse.error({
      ticketNumber: reading?.ticketNumber ?? '',
      shelfMark: reading?.shelfMark ?? '',
    });
  }
}
