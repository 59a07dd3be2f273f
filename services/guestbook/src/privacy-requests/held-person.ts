import { Injectable } from '@nestjs/common';
import type { ReplyOf, takePersonCopy } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { IdentityNumberSchema } from '../identity-number.schema.ts';
import { IdentityNumbers } from '../identity-numbers.ts';
import type { PrivacyRequest } from './domain/privacy-request.ts';
import { openPerson, type SealedPerson } from '../sealed-person.ts';

type HeldVisit = ReplyOf<typeof takePersonCopy>['visits'][number];
type Opened = 'name' | 'institution' | 'phone' | 'email' | 'profile' | 'identityNumber';
type Times = 'checkedInAt' | 'endedAt';

/** A visit as its row has it, with its log and titles as PostgreSQL gathers them. */
interface Row extends SealedPerson, Omit<HeldVisit, Opened | Times> {
  readonly id: string;
  readonly checkedInAt: Date;
  readonly endedAt: Date | null;
}

/** Everything that the guestbook holds of one person, opened. */
@Injectable()
export class HeldPerson {
  constructor(
    private readonly personal: PersonalData,
    private readonly identityNumbers: IdentityNumbers,
  ) {}

  /** The visits that the request means, oldest first. */
  async visitsOf(
    { db }: Pick<Tx, 'db'>,
    { office, emailIndex, visitIds }: PrivacyRequest,
  ): Promise<HeldVisit[]> {
    const rows: Row[] = await db.query(
      `select id, ticket_number as "ticketNumber", name_sealed as "nameSealed",
         institution_sealed as "institutionSealed", phone_sealed as "phoneSealed",
         email_sealed as "emailSealed", profile_sealed as "profileSealed",
         stated_identity_kind as "statedIdentityKind",
         identity_checked_kind as "identityCheckedKind",
         institution_category as "institutionCategory", disability, purpose,
         use_of_data as "useOfData", service, channel, priority,
         notice_version as "noticeVersion", state, time_quality as "timeQuality",
         checked_in_at as "checkedInAt", ended_at as "endedAt",
         (select coalesce(jsonb_agg(jsonb_build_object(
            'type', type, 'at', ${isoOf('at')}, 'reason', reason) order by seq), '[]')
          from visit_event where visit_id = visit.id) as log,
         (select coalesce(jsonb_agg(jsonb_build_object(
            'title', title, 'on', medium, 'at', ${isoOf('at')}) order by at), '[]')
          from (
            select coalesce(title, shelf_mark) as title, 'paper' as medium, started_at as at
            from reading join known_copy on known_copy.id = copy_id
            left join known_publication on known_publication.id = known_copy.publication_id
            where visit_id = visit.id
            union all
            select coalesce(title, ''), 'screen', read_at
            from softcopy_reading
            left join known_publication on known_publication.id = publication_id
            where visit_id = visit.id
          ) as used) as titles
       from visit where office = $1 and (email_index = $2 or id = any($3::uuid[]))
       order by checked_in_at`,
      [office, emailIndex, visitIds],
    );
    const visits: HeldVisit[] = [];
    for (const row of rows) {
      visits.push(await this.opened(db, row)); // one connection answers one question at a time
    }
    return visits;
  }

  private async opened(db: Tx['db'], row: Row): Promise<HeldVisit> {
    const { id, nameSealed, institutionSealed, phoneSealed, emailSealed, profileSealed, ...codes } =
      row;
    const sealed = { nameSealed, institutionSealed, phoneSealed, emailSealed, profileSealed };
    const person = openPerson(this.personal, id, sealed);
    const number = await db.findOneBy(IdentityNumberSchema, { visitId: id });
    return {
      ...codes,
      name: person?.name ?? null,
      institution: person?.institution ?? null,
      phone: person?.phone ?? null,
      email: person?.email ?? null,
      profile: person?.profile ?? null,
      identityNumber: number && {
        kind: number.kind,
        endsWith: this.identityNumbers.open(number).slice(-4),
        recordedAt: number.recordedAt.toISOString(),
        eraseAt: this.identityNumbers.eraseAt(number).toISOString(),
      },
      checkedInAt: row.checkedInAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    };
  }
}

/** As `Date.toISOString` writes it. */
function isoOf(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
