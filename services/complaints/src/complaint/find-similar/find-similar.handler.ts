import { Controller } from '@nestjs/common';
import {
  findSimilarComplaints,
  findSimilarToDraft,
  notFound,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { Between, DataSource, In } from 'typeorm';
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
    const complaint = await this.source
      .getRepository(Complaint)
      .findOneBy({ id, office: caller.office });
    if (complaint === null || !complaint.isVisibleTo(handlerOf(caller)) || complaint.isSealed) {
      throw notFound.error({});
    }
    const texts = await this.textsOf([complaint]);
    // What is merged with it is known.
    const lead = complaint.mergedInto ?? id;
    const isOther = (one: Complaint) => one.id !== id && one.id !== lead && one.mergedInto !== lead;
    const { kind, receivedAt } = complaint;
    return this.alike({ kind, receivedAt, text: texts.get(id) ?? '' }, caller, isOther);
  }

  @Answers(findSimilarToDraft)
  findForDraft(draft: RequestOf<typeof findSimilarToDraft>, caller: Caller) {
    const { kind, subject, body } = draft;
    const report = { kind, receivedAt: new Date(draft.receivedAt), text: `${subject} ${body}` };
    return this.alike(report, caller, () => true);
  }

  private async alike(
    { kind, receivedAt, text }: Pick<Complaint, 'kind' | 'receivedAt'> & { text: string },
    caller: Caller,
    isOther: (one: Complaint) => boolean,
  ) {
    const by = handlerOf(caller);
    const { withinDays, atLeast } = this.profile.policies.complaints.duplicates;
    const at = receivedAt.getTime();
    const near = await this.source.getRepository(Complaint).find({
      where: {
        office: caller.office,
        kind,
        receivedAt: Between(new Date(at - withinDays * DAY_MS), new Date(at + withinDays * DAY_MS)),
      },
      order: { receivedAt: 'DESC' },
      take: MOST_COMPARED,
    });
    // What a handler may not see is not hinted at either.
    const seen = near.filter((one) => one.isVisibleTo(by) && !one.isSealed && isOther(one));
    const texts = await this.textsOf(seen);
    const found = seen
      .map((one) => ({
        ...this.file.summary(one),
        likeness: likeness(text, texts.get(one.id) ?? ''),
      }))
      .filter((one) => one.likeness >= atLeast)
      .toSorted((one, other) => other.likeness - one.likeness);
    return { items: found.slice(0, MOST_SHOWN) };
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
