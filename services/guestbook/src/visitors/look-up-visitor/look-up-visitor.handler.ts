import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { lookUpVisitor, newId, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { emailIndexOf, phoneIndexOf } from '../../sealed-person.ts';
import { VisitorLookupSchema } from '../../visitor-lookup.schema.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Notes the wish and nothing else: whether anybody with this contact was ever here is looked at after
 * the answer (see `mail-codes`), so that neither its words nor its time tell.
 */
@Controller()
export class LookUpVisitorHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(lookUpVisitor)
  handle({ email, phone, purpose }: RequestOf<typeof lookUpVisitor>, caller: Caller) {
    const { codeExpiresAfterMinutes, tries } = this.profile.policies.visitorLookup;
    const askedAt = this.clock.now();
    const expiresAt = new Date(askedAt.getTime() + codeExpiresAfterMinutes * MINUTE_MS);
    return this.transaction.once(caller, async (tx) => {
      const id = newId(askedAt.getTime());
      await tx.db.query(`delete from visitor_lookup where office = $1 and expires_at < $2`, [
        caller.office,
        new Date(askedAt.getTime() - DAY_MS),
      ]);
      await tx.db.insert(VisitorLookupSchema, {
        id,
        office: caller.office,
        by: email === undefined ? 'phone' : 'email',
        purpose,
        contactIndex:
          email === undefined
            ? phoneIndexOf(this.personal, phone ?? '')
            : emailIndexOf(this.personal, email),
        language: caller.language,
        askedAt,
        expiresAt,
        tries: 0,
      });
      return { lookupId: id, expiresAt: expiresAt.toISOString(), tries };
    });
  }
}
