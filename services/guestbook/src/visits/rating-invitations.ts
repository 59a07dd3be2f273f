import { Injectable } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { messageTo, type Language } from '@pst/contracts';
import { Config } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { sealedIn } from '../sealed-person.ts';
import type { Visit } from './domain/visit.ts';

/** The question how it was, after a completed visit. */
@Injectable()
export class RatingInvitations {
  constructor(
    private readonly personal: PersonalData,
    @Config() private readonly config: CoreConfig,
  ) {}

  /** By mail if the visitor left an address; the ticket page shows the same link in any case. */
  async send(tx: Tx, visit: Visit, language: Language): Promise<void> {
    if (visit.emailSealed === null || visit.nameSealed === null) {
      return;
    }
    await tx.send(
      messageTo({
        office: visit.office,
        to: this.personal.open(visit.emailSealed, sealedIn('email', visit.id)),
        language,
        cause: { kind: 'visit', id: visit.id },
        content: {
          template: 'survey-invitation',
          name: this.personal.open(visit.nameSealed, sealedIn('name', visit.id)),
          link: new URL(`/tiket/${visit.code}/penilaian`, this.config.PUBLIC_URL).href,
        },
      }),
    );
  }
}
