import { Controller } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { messageTo, surveyInvited, type EventOf } from '@pst/contracts';
import { Config, OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { sealedIn } from '../../sealed-person.ts';
import { Visit } from '../domain/visit.ts';

/** Asks by mail how the visit was, if the visitor left an address; the ticket page has the same link. */
@Controller()
export class MailInvitationHandler {
  constructor(
    private readonly personal: PersonalData,
    @Config() private readonly config: CoreConfig,
  ) {}

  @OnEvent(surveyInvited)
  async handle({ office, data }: EventOf<typeof surveyInvited>, tx: Tx): Promise<void> {
    if (data.source !== 'visit') {
      return;
    }
    const visit = await tx.db.findOneBy(Visit, { id: data.sourceId, office });
    if (visit === null || visit.emailSealed === null || visit.nameSealed === null) {
      return;
    }
    await tx.send(
      messageTo({
        office,
        to: this.personal.open(visit.emailSealed, sealedIn('email', visit.id)),
        // Nobody asked the visitor for theirs.
        language: 'id',
        cause: { kind: 'visit', id: visit.id },
        content: {
          template: 'survey-invitation',
          name: this.personal.open(visit.nameSealed, sealedIn('name', visit.id)),
          about: data.source,
          link: new URL(`/tiket/${visit.code}/penilaian`, this.config.PUBLIC_URL).href,
        },
      }),
    );
  }
}
