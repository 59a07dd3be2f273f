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
import { normaliseTrackingCode, sameSecret, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';

const MOST_WRONG_PINS = 10;
const LOCKED_MS = 15 * 60_000;

interface Key {
  readonly code: string;
  readonly pin: string;
}

/** The reporter's side of a case: whoever has code and PIN, and nobody's name is asked. */
@Controller()
export class FollowComplaintHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly file: CaseFile,
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
    return this.file.thread(this.source.manager, await this.opened(key, caller));
  }

  @Answers(addComplaintMessage)
  async addMessage(command: RequestOf<typeof addComplaintMessage>, caller: Caller) {
    await this.opened(command, caller);
    return this.change(command, caller, async (tx, complaint) => {
      complaint.hear(this.clock.now(), this.file.rules);
      await tx.db.save(complaint);
      return this.fromReporter(tx, complaint, command.body);
    });
  }

  @Answers(reopenComplaint)
  async reopen(command: RequestOf<typeof reopenComplaint>, caller: Caller) {
    await this.opened(command, caller);
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
    await this.opened(command, caller);
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

  /**
   * The case, if code and PIN fit. A wrong code and a wrong PIN are one answer. Ten wrong PINs lock
   * the case for a quarter of an hour, and what is counted stays counted: the tries are written in a
   * transaction of their own, which the refusal does not undo.
   */
  private async opened({ code, pin }: Key, caller: Caller): Promise<Complaint> {
    const now = this.clock.now();
    const complaint = await this.transaction.run(async (tx) => {
      const found = await tx.db.findOne(Complaint, {
        where: { code: codeOf(code), office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      if (found === null || (found.lockedUntil !== null && found.lockedUntil > now)) {
        return undefined;
      }
      if (sameSecret(this.file.pinIndex(found.code, pin), found.pinIndex)) {
        if (found.wrongPins > 0) {
          await tx.db.update(Complaint, { id: found.id }, { wrongPins: 0, lockedUntil: null });
        }
        return found;
      }
      const wrongPins = found.wrongPins + 1;
      const locked = wrongPins >= MOST_WRONG_PINS;
      await tx.db.update(
        Complaint,
        { id: found.id },
        {
          wrongPins: locked ? 0 : wrongPins,
          lockedUntil: locked ? new Date(now.getTime() + LOCKED_MS) : null,
        },
      );
      return undefined;
    });
    if (complaint === undefined) {
      throw complaintNotFound.error({});
    }
    return complaint;
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

/** However the code was typed; what cannot be one is no case's. */
const codeOf = (typed: string) => normaliseTrackingCode('ADU', typed) ?? '';
