import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  deliverySent,
  newId,
  softcopyRead,
  surveyInvited,
  visitCompleted,
  type EventOf,
} from '@pst/contracts';
import { Office, OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { quarterOf, WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { Invitation } from '../domain/invitation.ts';
import { invitedPerson } from '../invited-person.ts';

const DAY_MS = 86_400_000;

type Served = Pick<Invitation, 'source' | 'sourceId' | 'servedAt' | 'officerId'> & {
  /** A contact, an account, or the visit itself where nobody left a contact. */
  readonly who: string;
  readonly accountId?: string;
};

/**
 * Whoever was served may say how it was, once a quarter. What was delivered or read during a visit is
 * part of that visit, whose own invitation asks for all of it.
 */
@Controller()
export class InviteHandler {
  constructor(
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @OnEvent(visitCompleted)
  async afterVisit({ office, data }: EventOf<typeof visitCompleted>, tx: Tx): Promise<void> {
    await this.invite(tx, office, {
      source: 'visit',
      sourceId: data.visitId,
      servedAt: new Date(data.completedAt),
      officerId: data.officerId,
      who: data.respondent ?? data.visitId,
    });
  }

  @OnEvent(deliverySent)
  async afterDelivery({ office, data }: EventOf<typeof deliverySent>, tx: Tx): Promise<void> {
    if (data.visitId === undefined) {
      await this.invite(tx, office, {
        source: 'delivery',
        sourceId: data.requestId,
        servedAt: new Date(data.sentAt),
        officerId: null,
        who: data.accountId,
        accountId: data.accountId,
      });
    }
  }

  @OnEvent(softcopyRead)
  async afterReading({ id, office, data }: EventOf<typeof softcopyRead>, tx: Tx): Promise<void> {
    if (data.accountId !== null && data.visitId === undefined) {
      await this.invite(tx, office, {
        source: 'online-reading',
        sourceId: id,
        servedAt: new Date(data.readAt),
        officerId: null,
        who: data.accountId,
        accountId: data.accountId,
      });
    }
  }

  private async invite(tx: Tx, office: string, { who, accountId, ...served }: Served) {
    const { source, sourceId, servedAt } = served;
    const { quarter } = quarterOf(this.time.businessDateOf(servedAt));
    const person = invitedPerson(this.personal, who, quarter);
    const before = [
      { office, quarter, person },
      { office, source, sourceId },
    ];
    if (await tx.db.existsBy(Invitation, before)) {
      return;
    }
    const now = this.clock.now();
    const { expiresAfterDays } = this.profile.policies.survey;
    const invitation = Invitation.to({
      id: newId(now.getTime()),
      office,
      ...served,
      person,
      quarter,
      expiresAt: new Date(servedAt.getTime() + expiresAfterDays * DAY_MS),
    });
    await tx.db.insert(Invitation, invitation);
    await tx.publish(
      surveyInvited.create(
        {
          invitationId: invitation.id,
          source,
          sourceId,
          ...(accountId !== undefined && { accountId }),
          invitedAt: now.toISOString(),
        },
        { office, about: invitation.id, at: now },
      ),
    );
  }
}
