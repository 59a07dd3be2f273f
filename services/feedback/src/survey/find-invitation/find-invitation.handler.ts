import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  findInvitation,
  listOwnInvitations,
  readVisitInvitation,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { PersonalData, type Caller } from '@pst/security';
import { quarterOf, WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { DataSource, In, IsNull, MoreThan } from 'typeorm';
import { Invitation } from '../domain/invitation.ts';
import { invitedPerson } from '../invited-person.ts';
import { tokenOf } from '../survey-token.ts';

const DAY_MS = 86_400_000;

/** The way to a survey, for whoever was served: by ticket, at the counter, or by account. */
@Controller()
export class FindInvitationHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(findInvitation)
  find(query: RequestOf<typeof findInvitation>, { office }: Caller) {
    return this.one({ office, ...query });
  }

  @Answers(readVisitInvitation)
  atCounter({ visitId }: RequestOf<typeof readVisitInvitation>, { office }: Caller) {
    return this.one({ office, source: 'visit', sourceId: visitId });
  }

  @Answers(listOwnInvitations)
  async own(_: RequestOf<typeof listOwnInvitations>, { office, actor }: Caller) {
    const now = this.clock.now();
    const { expiresAfterDays } = this.profile.policies.survey;
    const earliest = new Date(now.getTime() - expiresAfterDays * DAY_MS);
    const persons = [earliest, now].map((at) => {
      const { quarter } = quarterOf(this.time.businessDateOf(at));
      return invitedPerson(this.personal, actor.kind === 'account' ? actor.id : '', quarter);
    });
    const open = await this.source.getRepository(Invitation).find({
      where: { office, person: In(persons), answeredAt: IsNull(), expiresAt: MoreThan(now) },
      order: { servedAt: 'DESC' },
    });
    return {
      items: open.map((invitation) => ({
        token: tokenOf(invitation, this.personal),
        source: invitation.source,
        servedAt: invitation.servedAt.toISOString(),
        expiresAt: invitation.expiresAt.toISOString(),
      })),
      nextCursor: null,
    };
  }

  private async one(which: Pick<Invitation, 'office' | 'source' | 'sourceId'>) {
    const invitation = await this.source.getRepository(Invitation).findOneBy(which);
    return invitation === null
      ? null
      : { token: tokenOf(invitation, this.personal), answered: invitation.answeredAt !== null };
  }
}
