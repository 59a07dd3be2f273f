import { Controller } from '@nestjs/common';
import { findSimilarComplaints, notFound, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { Between, DataSource, In, Not } from 'typeorm';
import { CaseFile } from '../case-file.ts';
import { ComplaintMessageSchema } from '../complaint.schema.ts';
import { Complaint } from '../domain/complaint.ts';
import { likeness } from '../domain/likeness.ts';
import { handlerOf } from '../handler-of.ts';

const DAY_MS = 86_400_000;
/** Texts are sealed, so they are compared here and not by the database. */
const MOST_COMPARED = 500;
const MOST_SHOWN = 5;

/** Which other reports may be about the same thing. */
@Controller()
export class FindSimilarHandler {
  constructor(
    private readonly source: DataSource,
    private readonly file: CaseFile,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(findSimilarComplaints)
  async find({ complaintId: id }: RequestOf<typeof findSimilarComplaints>, caller: Caller) {
    const by = handlerOf(caller);
    const { office } = caller;
    const complaints = this.source.getRepository(Complaint);
    const complaint = await complaints.findOneBy({ id, office });
    if (complaint === null || !complaint.isVisibleTo(by) || complaint.isSealed) {
      throw notFound.error({});
    }
    const { withinDays, atLeast } = this.profile.policies.complaints.duplicates;
    const at = complaint.receivedAt.getTime();
    const near = await complaints.find({
      where: {
        office,
        id: Not(id),
        kind: complaint.kind,
        receivedAt: Between(new Date(at - withinDays * DAY_MS), new Date(at + withinDays * DAY_MS)),
      },
      order: { receivedAt: 'DESC' },
      take: MOST_COMPARED,
    });
    // What a handler may not see is not hinted at either; what is merged with it is known.
    const lead = complaint.mergedInto ?? id;
    const seen = near.filter(
      (one) => one.isVisibleTo(by) && !one.isSealed && one.id !== lead && one.mergedInto !== lead,
    );
    const texts = await this.textsOf([complaint, ...seen]);
    const alike = seen
      .map((one) => ({
        ...this.file.summary(one),
        likeness: likeness(texts.get(id) ?? '', texts.get(one.id) ?? ''),
      }))
      .filter((one) => one.likeness >= atLeast)
      .toSorted((one, other) => other.likeness - one.likeness);
    return { items: alike.slice(0, MOST_SHOWN) };
  }

  private async textsOf(complaints: readonly Complaint[]): Promise<Map<string, string>> {
    const reports = await this.source.getRepository(ComplaintMessageSchema).findBy({
      complaintId: In(complaints.map(({ id }) => id)),
      position: 1,
    });
    const bodies = new Map(reports.map((row) => [row.complaintId, this.file.wordsOf(row)]));
    return new Map(
      complaints.map((one) => [one.id, `${this.file.subjectOf(one)} ${bodies.get(one.id) ?? ''}`]),
    );
  }
}
