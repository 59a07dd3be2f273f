import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  addComplaintMessage,
  complaintNotFound,
  complaintRated,
  complaintReopened,
  rateComplaint,
  readComplaintStatus,
  readComplaintThread,
  reopenComplaint,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { codeOf, ReporterKey, type Key } from '../reporter-key.ts';

/** The reporter's side of a case: whoever has code and PIN, and nobody's name is asked. */
@Controller()
export class FollowComplaintHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly file: CaseFile,
    private readonly key: ReporterKey,
  ) {}

  @Answers(readComplaintStatus)
  async status({ code }: RequestOf<typeof readComplaintStatus>, caller: Caller) {
    const complaint = await this.source.getRepository(Complaint).findOneBy({
      code: codeOf(code),
      office: caller.office,
    });
    if (complaint === null) {
      throw complaintNotFound.error({});
    }
    return this.file.status(complaint);
  }

  @Answers(readComplaintThread)
  async thread(key: RequestOf<typeof readComplaintThread>, caller: Caller) {
    return this.file.thread(this.source.manager, await this.key.open(key, caller));
  }

  @Answers(addComplaintMessage)
  async addMessage(command: RequestOf<typeof addComplaintMessage>, caller: Caller) {
    await this.key.open(command, caller);
    return this.change(command, caller, async (tx, complaint) => {
      complaint.hear(this.clock.now(), this.file.rules);
      await tx.db.save(complaint);
      return this.fromReporter(tx, complaint, command.body);
    });
  }

  @Answers(reopenComplaint)
  async reopen(command: RequestOf<typeof reopenComplaint>, caller: Caller) {
    await this.key.open(command, caller);
    const now = this.clock.now();
    return this.change(command, caller, async (tx, complaint) => {
      complaint.reopen(now, this.file.rules);
      await tx.db.save(complaint);
      await this.fromReporter(tx, complaint, command.body);
      await tx.publish(
        complaintReopened.create(
          { complaintId: complaint.id, reopenedAt: now.toISOString() },
          { office: complaint.office, about: complaint.id, at: now },
        ),
      );
      return this.file.status(complaint);
    });
  }

  @Answers(rateComplaint)
  async rate(command: RequestOf<typeof rateComplaint>, caller: Caller): Promise<null> {
    await this.key.open(command, caller);
    const now = this.clock.now();
    return this.change(command, caller, async (tx, complaint) => {
      complaint.rate(command.rating);
      await tx.db.save(complaint);
      await tx.publish(
        complaintRated.create(
          { complaintId: complaint.id, rating: command.rating, ratedAt: now.toISOString() },
          { office: complaint.office, about: complaint.id, at: now },
        ),
      );
      return null;
    });
  }

  private fromReporter(tx: Tx, complaint: Complaint, body: string) {
    return this.file.write(tx, complaint, {
      from: 'reporter',
      kind: 'message',
      body,
      authorId: null,
    });
  }

  private change<Result>(
    { code }: Key,
    caller: Caller,
    work: (tx: Tx, complaint: Complaint) => Promise<Result>,
  ): Promise<Result> {
    return this.transaction.once(caller, async (tx) =>
      work(
        tx,
        await tx.db.findOneOrFail(Complaint, {
          where: { code: codeOf(code), office: caller.office },
          lock: { mode: 'pessimistic_write' },
        }),
      ),
    );
  }
}
