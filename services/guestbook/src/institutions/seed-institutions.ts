import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { spellingIndexOf } from '../sealed-person.ts';
import { spellingOf } from '../spelling.ts';

/** Puts the names of the office's own list into the book; whatever officers made of one since stays. */
@Injectable()
export class SeedInstitutions implements OnApplicationBootstrap {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { institutions, office } = this.profile;
    const rows = institutions.map(({ name, category }) => ({
      id: newId(),
      name,
      category,
      spelling: spellingOf(name),
      key: spellingIndexOf(this.personal, name),
    }));
    // One statement: a spelling that is taken, by a merge or by another replica, adds no institution.
    await this.transaction.run((tx) =>
      tx.db.query(
        `with listed as (
           select * from jsonb_to_recordset($2::jsonb)
             as list (id uuid, name text, category text, spelling text, key text)
         ), fresh as (
           insert into institution_spelling (office, key, institution_id)
           select $1, key, id from listed on conflict do nothing returning institution_id
         )
         insert into institution (id, office, name, spelling, category, approved_at)
         select id, $1, name, spelling, category, $3 from listed
         where id in (select institution_id from fresh)`,
        [office.code, JSON.stringify(rows), this.clock.now()],
      ),
    );
  }
}
