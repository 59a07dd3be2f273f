import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  deliverySent,
  findInvitation,
  newId,
  surveyInvited,
  visitCompleted,
  type EventOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office, OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { Invitation } from '../domain/invitation.ts';
import { tokenOf } from '../survey-token.ts';

const DAY_MS = 86_400_000;

/** Whoever was served may say how it was: after a visit, and after a delivery. */
@Controller()
export class InviteHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @OnEvent(visitCompleted)
  async afterVisit(event: EventOf<typeof visitCompleted>, tx: Tx): Promise<void> {
    const { visitId, completedAt, officerId } = event.data;
    await this.invite(tx, event.office, {
      source: 'visit',
      sourceId: visitId,
      servedAt: new Date(completedAt),
      officerId,
    });
  }

  @OnEvent(deliverySent)
  async afterDelivery(event: EventOf<typeof deliverySent>, tx: Tx): Promise<void> {
    const { requestId, sentAt } = event.data;
    await this.invite(tx, event.office, {
      source: 'delivery',
      sourceId: requestId,
      servedAt: new Date(sentAt),
      officerId: null,
    });
  }

  @Answers(findInvitation)
  async find(query: RequestOf<typeof findInvitation>, caller: Caller) {
    const invitation = await this.source
      .getRepository(Invitation)
      .findOneBy({ ...query, office: caller.office });
    return invitation === null
      ? null
      : {
          token: tokenOf(invitation, this.personal),
          answered: invitation.answeredAt !== null,
        };
  }

  private async invite(
    tx: Tx,
    office: string,
    served: Pick<Invitation, 'source' | 'sourceId' | 'servedAt' | 'officerId'>,
  ): Promise<void> {
    const { source, sourceId, servedAt } = served;
    // A delivery that is sent again is still one service to rate.
    if (await tx.db.existsBy(Invitation, { office, source, sourceId })) {
      return;
    }
    const now = this.clock.now();
    const invitation = Invitation.to({
      id: newId(now.getTime()),
      office,
      ...served,
      expiresAt: new Date(
        servedAt.getTime() + this.profile.policies.survey.expiresAfterDays * DAY_MS,
      ),
    });
    await tx.db.insert(Invitation, invitation);
    await tx.publish(
      surveyInvited.create(
        { invitationId: invitation.id, source, sourceId, invitedAt: now.toISOString() },
        { office, about: invitation.id, at: now },
      ),
    );
  }
}
