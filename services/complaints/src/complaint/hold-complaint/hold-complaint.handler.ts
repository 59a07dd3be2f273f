import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  holdComplaint,
  listHeldComplaints,
  notFound,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource, IsNull } from 'typeorm';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';

/** Keeps what a dispute needs, however old it is. Of a case that is about whoever asks nothing is said. */
@Controller()
export class HoldComplaintHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(holdComplaint)
  hold({ number, reason }: RequestOf<typeof holdComplaint>, caller: Caller) {
    const { office } = caller;
    const byId = handlerOf(caller);
    return this.transaction.once(caller, async (tx): Promise<ReplyOf<typeof holdComplaint>> => {
      const complaint = await tx.db.findOne(Complaint, {
        where: { office, number, erasedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (complaint === null || complaint.concernsIds.includes(byId)) {
        throw notFound.error({});
      }
      complaint.hold =
        reason === null ? null : { reason, byId, at: this.clock.now().toISOString() };
      await tx.db.save(complaint);
      return null;
    });
  }

  @Answers(listHeldComplaints)
  async list(
    _: RequestOf<typeof listHeldComplaints>,
    caller: Caller,
  ): Promise<ReplyOf<typeof listHeldComplaints>> {
    const items: ReplyOf<typeof listHeldComplaints>['items'] = await this.source.query(
      `select number, hold ->> 'reason' as reason, hold ->> 'byId' as "byId", hold ->> 'at' as at
       from complaint where office = $1 and hold is not null and not ($2 = any (concerns_ids))
       order by number`,
      [caller.office, handlerOf(caller)],
    );
    return { items };
  }
}
