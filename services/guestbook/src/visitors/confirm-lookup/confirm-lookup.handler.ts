import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { confirmLookup, oneTimeCodeWrong, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { PersonalData, sameSecret, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { openPerson, type SealedPerson } from '../../sealed-person.ts';
import { codeIndexOf } from '../visitor-lookup.schema.ts';

type Answered = ReplyOf<typeof confirmLookup>;

/** What is read of the earlier visit. */
interface Earlier
  extends SealedPerson, Pick<Answered, 'institutionId' | 'institutionCategory' | 'identityKind'> {
  readonly id: string;
}

/** The earlier answers for whoever shows the mailed code; every wrong one is counted before it is judged. */
@Controller()
export class ConfirmLookupHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(confirmLookup)
  async handle(
    { lookupId, code }: RequestOf<typeof confirmLookup>,
    { office }: Caller,
  ): Promise<Answered> {
    const now = this.clock.now();
    // Committed by itself: a refusal that rolled the count back would give tries without end.
    const [[tried]]: [{ code_index: string; visit_id: string | null }[], number] =
      await this.source.query(
        `update visitor_lookup set tries = tries + 1
         where id = $1 and office = $2 and code_index is not null and used_at is null
           and expires_at > $3 and tries < $4
         returning code_index, visit_id`,
        [lookupId, office, now, this.profile.policies.visitorLookup.tries],
      );
    const shown = codeIndexOf(this.personal, lookupId, code);
    if (!sameSecret(shown, tried?.code_index ?? '') || tried?.visit_id == null) {
      throw oneTimeCodeWrong.error({});
    }
    const [, used]: [unknown, number] = await this.source.query(
      `update visitor_lookup set used_at = $2 where id = $1 and used_at is null`,
      [lookupId, now],
    );
    const [visit]: Earlier[] = await this.source.query(
      `select id, institution_id as "institutionId", institution_category as "institutionCategory",
         stated_identity_kind as "identityKind", name_sealed as "nameSealed",
         institution_sealed as "institutionSealed", phone_sealed as "phoneSealed",
         email_sealed as "emailSealed", profile_sealed as "profileSealed"
       from visit where id = $1 and office = $2`,
      [tried.visit_id, office],
    );
    const person = visit && openPerson(this.personal, visit.id, visit);
    if (used === 0 || visit === undefined || person?.profile == null) {
      throw oneTimeCodeWrong.error({});
    }
    const { purposeText: _ofThatVisit, ...profile } = person.profile;
    return {
      name: person.name,
      institution: person.institution,
      email: person.email,
      phone: person.phone,
      ...profile,
      institutionId: visit.institutionId,
      institutionCategory: visit.institutionCategory,
      identityKind: visit.identityKind,
    };
  }
}
