import { Controller } from '@nestjs/common';
import {
  mergeComplaint,
  mergeRefused,
  notFound,
  unmergeComplaint,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';

/** As the note says it, to handlers of either language. */
const WHY: Record<RequestOf<typeof unmergeComplaint>['reason'], string> = {
  'another-matter': 'hal lain / another matter',
  'needs-own-answer': 'perlu jawaban sendiri / needs an answer of its own',
  'reporter-asked': 'permintaan pelapor / the reporter asked for it',
  'merged-by-mistake': 'salah gabung / merged by mistake',
};

/** Handles reports about the same thing together, and takes them apart again. */
@Controller()
export class MergeComplaintsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly file: CaseFile,
  ) {}

  @Answers(mergeComplaint)
  merge({ complaintId, intoId }: RequestOf<typeof mergeComplaint>, caller: Caller) {
    const by = handlerOf(caller);
    return this.transaction.once(caller, async (tx) => {
      // Two merges at once would each see the other's case unmerged, and make a chain or a ring.
      await tx.db.query(`select pg_advisory_xact_lock(hashtext($1))`, [
        `complaint.merged_into|${caller.office}`,
      ]);
      const { mergedInto } = await this.seen(tx, intoId, caller);
      const leadId = mergedInto ?? intoId;
      if (leadId === complaintId) {
        throw mergeRefused.error({ reason: 'same-case' });
      }
      // The lead first, as when it is answered: nobody waits for each other in a ring.
      const lead = await this.locked(tx, leadId, caller);
      const complaint = await this.locked(tx, complaintId, caller);
      if (await tx.db.existsBy(Complaint, { mergedInto: complaintId })) {
        throw mergeRefused.error({ reason: 'leads-others' });
      }
      complaint.mergeInto(lead, this.file.rules);
      await tx.db.save(complaint);
      await this.note(tx, complaint, `Digabung ke / Merged into ${lead.number}`, by);
      return this.file.desk(tx.db, complaint, by);
    });
  }

  @Answers(unmergeComplaint)
  unmerge({ complaintId, reason }: RequestOf<typeof unmergeComplaint>, caller: Caller) {
    const by = handlerOf(caller);
    return this.transaction.once(caller, async (tx) => {
      const complaint = await this.locked(tx, complaintId, caller);
      complaint.unmerge();
      await tx.db.save(complaint);
      await this.note(tx, complaint, `Gabungan dibatalkan / Merge undone: ${WHY[reason]}`, by);
      return this.file.desk(tx.db, complaint, by);
    });
  }

  private note(tx: Tx, complaint: Complaint, body: string, authorId: string) {
    return this.file.write(tx, complaint, { from: 'office', kind: 'note', body, authorId });
  }

  private locked(tx: Tx, id: string, caller: Caller): Promise<Complaint> {
    return this.seen(tx, id, caller, { mode: 'pessimistic_write' });
  }

  private async seen(
    tx: Tx,
    id: string,
    caller: Caller,
    lock?: { readonly mode: 'pessimistic_write' },
  ): Promise<Complaint> {
    const complaint = await tx.db.findOne(Complaint, {
      where: { id, office: caller.office },
      ...(lock && { lock }),
    });
    if (complaint === null || !complaint.isVisibleTo(handlerOf(caller))) {
      throw notFound.error({});
    }
    return complaint;
  }
}
