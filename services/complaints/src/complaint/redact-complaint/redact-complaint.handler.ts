import { Controller } from '@nestjs/common';
import {
  complaintNotInState,
  notFound,
  readOriginal,
  redactComplaint,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { AuditTrail, Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';
import { IdentityLog } from '../identity-log.ts';

/** Takes out of a case what tells of somebody it should not tell of. */
@Controller()
export class RedactComplaintHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly file: CaseFile,
    private readonly trail: AuditTrail,
    private readonly log: IdentityLog,
  ) {}

  @Answers(redactComplaint)
  redact(command: RequestOf<typeof redactComplaint>, caller: Caller) {
    const by = handlerOf(caller);
    return this.transaction.once(caller, async (tx) => {
      const complaint = await this.seen(tx, command.complaintId, caller);
      if (complaint.erasedAt !== null) {
        throw complaintNotInState.error({ state: complaint.state, action: 'redact' });
      }
      await this.file.redact(tx, complaint, command);
      await tx.db.save(complaint);
      await this.trail.write(tx, complaint.office, {
        action: 'words-redacted',
        actorId: by,
        subjectId: complaint.id,
        reason: null,
      });
      return this.file.desk(tx.db, complaint, by);
    });
  }

  @Answers(readOriginal)
  read({ complaintId, messageId, reason }: RequestOf<typeof readOriginal>, caller: Caller) {
    const accountId = handlerOf(caller);
    return this.transaction.run(async (tx): Promise<ReplyOf<typeof readOriginal>> => {
      const complaint = await this.seen(tx, complaintId, caller);
      const text = await this.file.originalOf(tx, complaint, messageId);
      if (text === undefined) {
        throw notFound.error({});
      }
      const { office } = complaint;
      const shown = 'original-words';
      await this.log.write(tx, { office, complaintId, accountId, shown, reason });
      return { text };
    });
  }

  private async seen(tx: Tx, id: string, caller: Caller): Promise<Complaint> {
    const complaint = await tx.db.findOne(Complaint, {
      where: { id, office: caller.office },
      lock: { mode: 'pessimistic_write' },
    });
    if (complaint === null || !complaint.isVisibleTo(handlerOf(caller)) || complaint.isSealed) {
      throw notFound.error({});
    }
    return complaint;
  }
}
