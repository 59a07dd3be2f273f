import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import type { RequestOf, submitGuestRequest } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { PersonalData, sameSecret } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import type { EntityManager } from 'typeorm';

/** That a visitor without an account reads the mail of the address they named. */
@Injectable()
export class AddressProofs {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  emailIndex(email: string): string {
    return this.personal.blindIndex(email, 'address_proof.email');
  }

  /** Six digits are soon guessed from a plain hash, so the hash is keyed. */
  codeIndex(proofId: string, code: string): string {
    return this.personal.blindIndex(code, `address_proof|${proofId}`);
  }

  /**
   * Whether the code that was mailed to this address during this visit is shown, for the first time. A
   * try is counted before it is judged, and must be committed also by who refuses.
   */
  async holds(
    db: EntityManager,
    { office, visitId }: { readonly office: string; readonly visitId: string },
    shown: Pick<RequestOf<typeof submitGuestRequest>, 'proofId' | 'oneTimeCode' | 'email'>,
  ): Promise<boolean> {
    const now = this.clock.now();
    const [[tried]]: [{ code_index: string; email_index: string }[], number] = await db.query(
      `update address_proof set tries = tries + 1
       where id = $1 and office = $2 and visit_id = $3
         and used_at is null and expires_at > $4 and tries < $5
       returning code_index, email_index`,
      [shown.proofId, office, visitId, now, this.profile.policies.visitorLookup.tries],
    );
    const code = this.codeIndex(shown.proofId, shown.oneTimeCode);
    if (
      !sameSecret(code, tried?.code_index ?? '') ||
      tried?.email_index !== this.emailIndex(shown.email)
    ) {
      return false;
    }
    await db.query(`update address_proof set used_at = $2 where id = $1`, [shown.proofId, now]);
    return true;
  }
}
