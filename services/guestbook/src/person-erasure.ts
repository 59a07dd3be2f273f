import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { visitPersonErased, type EventOf } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { IdentityNumbers } from './identity-numbers.ts';

/** The end of a person in the guestbook: the sealed columns and the hashes go, codes and times stay. */
@Injectable()
export class PersonErasure {
  constructor(
    private readonly clock: Clock,
    private readonly identityNumbers: IdentityNumbers,
  ) {}

  /** Erases the person of these visits, which the caller has locked. */
  async erase(
    tx: Tx,
    office: string,
    visitIds: readonly string[],
    cause: EventOf<typeof visitPersonErased>['data']['cause'],
  ): Promise<void> {
    const now = this.clock.now();
    await tx.db.query(
      `update visit
       set name_sealed = null, institution_sealed = null, phone_sealed = null, email_sealed = null,
         profile_sealed = null, email_index = null, phone_index = null, institution_index = null,
         person_erased_at = $2
       where id = any($1::uuid[])`,
      [visitIds, now],
    );
    await tx.db.query(`delete from visitor_lookup where visit_id = any($1::uuid[])`, [visitIds]);
    for (const visitId of visitIds) {
      await tx.publish(
        visitPersonErased.create(
          { visitId, at: now.toISOString(), cause },
          { office, about: visitId, at: now },
        ),
      );
    }
    // A number may have been recorded long after the visit; it goes with its person in any case.
    await this.identityNumbers.erase(tx, visitIds);
  }
}
