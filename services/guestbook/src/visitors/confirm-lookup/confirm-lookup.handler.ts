import { Controller } from '@nestjs/common';
import { confirmLookup, oneTimeCodeWrong, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { PersonalData, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { LookupProof } from '../../lookup-proof.ts';
import { openPerson, type SealedPerson } from '../../sealed-person.ts';

type Answered = ReplyOf<typeof confirmLookup>;

/** What is read of the earlier visit. */
interface Earlier
  extends SealedPerson, Pick<Answered, 'institutionId' | 'institutionCategory' | 'identityKind'> {
  readonly id: string;
}

/** The earlier answers for whoever shows the mailed code. */
@Controller()
export class ConfirmLookupHandler {
  constructor(
    private readonly source: DataSource,
    private readonly personal: PersonalData,
    private readonly proof: LookupProof,
  ) {}

  @Answers(confirmLookup)
  async handle(shown: RequestOf<typeof confirmLookup>, { office }: Caller): Promise<Answered> {
    const { manager } = this.source;
    const visitId = await this.proof.visitOf(manager, office, 'returning-visitor', shown);
    if (visitId === undefined) {
      throw oneTimeCodeWrong.error({});
    }
    const [visit]: Earlier[] = await manager.query(
      `select id, institution_id as "institutionId", institution_category as "institutionCategory",
         stated_identity_kind as "identityKind", name_sealed as "nameSealed",
         institution_sealed as "institutionSealed", phone_sealed as "phoneSealed",
         email_sealed as "emailSealed", profile_sealed as "profileSealed"
       from visit where id = $1 and office = $2`,
      [visitId, office],
    );
    const person = visit && openPerson(this.personal, visit.id, visit);
    if (visit === undefined || person?.profile == null) {
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
