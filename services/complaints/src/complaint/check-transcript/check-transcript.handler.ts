import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { checkTranscript, notAllowed, notFound, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';

/** A second person holds what was written down against the paper, and puts right what differs. */
@Controller()
export class CheckTranscriptHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly file: CaseFile,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(checkTranscript)
  check(command: RequestOf<typeof checkTranscript>, caller: Caller) {
    const by = handlerOf(caller);
    const { actor } = caller;
    const { checkedBy } = this.profile.policies.complaints.transcripts;
    if (actor.kind !== 'account' || !checkedBy.some((role) => actor.roles.includes(role))) {
      throw notAllowed.error({});
    }
    return this.transaction.once(caller, async (tx) => {
      const complaint = await tx.db.findOne(Complaint, {
        where: { id: command.complaintId, office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      if (complaint === null || !complaint.isVisibleTo(by)) {
        throw notFound.error({});
      }
      complaint.checkTranscript(
        by,
        new Date(command.receivedAt),
        this.clock.now(),
        this.file.rules,
      );
      await this.file.correctReport(tx, complaint, command, by);
      await tx.db.save(complaint);
      return this.file.desk(tx.db, complaint, by);
    });
  }
}
