import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { notFound, offerCannedReplies, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { cannedRepliesOf } from '../canned-replies.ts';
import { offered } from '../domain/canned-reply.ts';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';

/** What can be put into the answer to a case as it stands. */
@Controller()
export class OfferCannedRepliesHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(offerCannedReplies)
  async offer(
    { complaintId }: RequestOf<typeof offerCannedReplies>,
    caller: Caller,
  ): Promise<ReplyOf<typeof offerCannedReplies>> {
    const { office } = caller;
    const complaint = await this.source
      .getRepository(Complaint)
      .findOneBy({ id: complaintId, office });
    if (complaint === null || !complaint.isVisibleTo(handlerOf(caller))) {
      throw notFound.error({});
    }
    const { replies } = await cannedRepliesOf(this.source, office);
    const facts = {
      language: complaint.language,
      code: complaint.code,
      office: this.profile.office.name,
      promisedOn: this.promisedOn(complaint),
      answersOthers: await this.source.manager.existsBy(Complaint, { mergedInto: complaintId }),
    };
    return {
      items: replies
        .filter(({ kind }) => kind === complaint.kind)
        .map((reply) => offered(reply, facts)),
    };
  }

  private promisedOn(complaint: Complaint): string | undefined {
    const dueAt = complaint.promisedFor('substantive-response', this.clock.now());
    return (
      dueAt &&
      new Intl.DateTimeFormat(complaint.language === 'id' ? 'id-ID' : 'en-GB', {
        dateStyle: 'long',
        timeZone: this.profile.office.timezone,
      }).format(dueAt)
    );
  }
}
