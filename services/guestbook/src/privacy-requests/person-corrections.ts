import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import type { PersonCorrection } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { meantInstitution } from '../meant-institution.ts';
import { sealPerson, type Person } from '../sealed-person.ts';
import type { PrivacyRequest } from './domain/privacy-request.ts';
import type { RequestedVisit } from './requested-visits.ts';

export const CORRECTABLE = ['name', 'institution', 'phone'] as const satisfies (keyof Person)[];

const sealedIn = (requestId: string) => `privacy_request.correction|${requestId}`;

/** What a person wants to have put right: sealed while it waits, then put right over all their visits. */
@Injectable()
export class PersonCorrections {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  seal(requestId: string, correction: PersonCorrection | undefined): string | null {
    return correction === undefined
      ? null
      : this.personal.seal(JSON.stringify(correction), sealedIn(requestId));
  }

  /** Empty for a request of another kind. */
  open({ id, correctionSealed }: PrivacyRequest): PersonCorrection {
    return correctionSealed === null
      ? {}
      : (JSON.parse(this.personal.open(correctionSealed, sealedIn(id))) as PersonCorrection); // sealed by us
  }

  /** Each visit that changes gets a line of its log that names the fields, and not what they say. */
  async apply(
    tx: Tx,
    request: PrivacyRequest,
    visits: readonly RequestedVisit[],
    actorId: string | null,
  ): Promise<void> {
    const correction = this.open(request);
    for (const { id, person } of visits) {
      const corrected = {
        ...person,
        name: correction.name ?? person.name,
        institution: correction.institution ?? person.institution,
        phone: correction.phone ?? person.phone,
      };
      const fields = CORRECTABLE.filter((field) => corrected[field] !== person[field]);
      if (fields.length > 0) {
        await this.write(tx, request.office, { id, corrected, fields, actorId });
      }
    }
  }

  private async write(
    tx: Tx,
    office: string,
    change: {
      id: string;
      corrected: Person;
      fields: readonly (typeof CORRECTABLE)[number][];
      actorId: string | null;
    },
  ): Promise<void> {
    const { id, corrected, fields, actorId } = change;
    const sealed = sealPerson(this.personal, id, corrected);
    // Words that mean no approved institution leave the visit counted as it was, until they are linked.
    const institutionId = fields.includes('institution')
      ? await meantInstitution(tx, office, { chosen: undefined, key: sealed.institutionIndex })
      : null;
    await tx.db.query(
      `with line as (
         insert into visit_event (visit_id, seq, type, detail, at, recorded_at, actor_id, reason)
         select $1, max(seq) + 1, 'person-corrected', $2::jsonb, $3, $3, $4, 'own-request'
         from visit_event where visit_id = $1
       )
       update visit set name_sealed = $5, institution_sealed = $6, institution_index = $7,
         institution_id = coalesce($8, institution_id), phone_sealed = $9, phone_index = $10
       where id = $1`,
      [
        id,
        JSON.stringify({ fields }),
        this.clock.now(),
        actorId,
        sealed.nameSealed,
        sealed.institutionSealed,
        sealed.institutionIndex,
        institutionId,
        sealed.phoneSealed,
        sealed.phoneIndex,
      ],
    );
  }
}
