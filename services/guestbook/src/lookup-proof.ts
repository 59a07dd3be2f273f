import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Office } from '@pst/messaging';
import { PersonalData, sameSecret } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import type { EntityManager } from 'typeorm';
import { codeIndexOf, type VisitorLookupRow } from './visitor-lookup.schema.ts';

/** That somebody reads the mail of the visit they looked for: the one-time code, shown once. */
@Injectable()
export class LookupProof {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /**
   * The visit to whose address the code was mailed for this purpose; undefined for any other code,
   * whatever the reason. A try is counted before it is judged, and must be committed also by who
   * refuses: a count that is rolled back would give tries without end.
   */
  async visitOf(
    db: EntityManager,
    office: string,
    purpose: VisitorLookupRow['purpose'],
    { lookupId, code }: { lookupId: string; code: string },
  ): Promise<string | undefined> {
    const now = this.clock.now();
    const [[tried]]: [{ code_index: string; visit_id: string | null }[], number] = await db.query(
      `update visitor_lookup set tries = tries + 1
       where id = $1 and office = $2 and purpose = $3 and code_index is not null
         and used_at is null and expires_at > $4 and tries < $5
       returning code_index, visit_id`,
      [lookupId, office, purpose, now, this.profile.policies.visitorLookup.tries],
    );
    const shown = codeIndexOf(this.personal, lookupId, code);
    if (!sameSecret(shown, tried?.code_index ?? '') || tried?.visit_id == null) {
      return undefined;
    }
    const [, used]: [unknown, number] = await db.query(
      `update visitor_lookup set used_at = $2 where id = $1 and used_at is null`,
      [lookupId, now],
    );
    return used === 0 ? undefined : tried.visit_id;
  }
}
