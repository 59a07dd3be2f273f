import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  endReading,
  newId,
  notFound,
  readingEnded,
  readingStarted,
  startReading,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { ReadingSchema, readingView, type ReadingRow } from '../reading.schema.ts';

/** A hardcopy taken from the shelf and brought back, so that titles used per visit can be told. */
@Controller()
export class ReadInRoomHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(startReading)
  start(command: RequestOf<typeof startReading>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const [visit]: unknown[] = await tx.db.query(
        `select id from visit where id = $1 and office = $2`,
        [command.visitId, caller.office],
      );
      if (visit === undefined) {
        throw notFound.error({});
      }
      const row: ReadingRow = {
        id: newId(),
        office: caller.office,
        visitId: command.visitId,
        copyId: command.copyId,
        startedAt: now,
        returnedAt: null,
      };
      await tx.db.insert(ReadingSchema, row);
      await tx.publish(
        readingStarted.create(
          {
            readingId: row.id,
            visitId: row.visitId,
            copyId: row.copyId,
            startedAt: now.toISOString(),
          },
          { office: caller.office, about: row.visitId, at: now },
        ),
      );
      return readingView(row);
    });
  }

  @Answers(endReading)
  end(command: RequestOf<typeof endReading>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const row = await tx.db.findOne(ReadingSchema, {
        where: { id: command.readingId, visitId: command.visitId, office: caller.office },
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
            {
              readingId: row.id,
              visitId: row.visitId,
              copyId: row.copyId,
              endedAt: now.toISOString(),
            },
            { office: caller.office, about: row.visitId, at: now },
          ),
        );
      }
      return readingView(row);
    });
  }
}
