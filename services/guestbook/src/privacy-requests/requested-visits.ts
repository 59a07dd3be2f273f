import { Injectable } from '@nestjs/common';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { openPerson, type Person, type SealedPerson } from '../sealed-person.ts';
import type { PrivacyRequest } from './domain/privacy-request.ts';

/** A visit that a request means, with its person. */
export interface RequestedVisit {
  readonly id: string;
  readonly ticketNumber: string;
  readonly ended: boolean;
  readonly person: Person;
}

/** The visits with the address that was proven, as of now, or those that were named at the desk. */
@Injectable()
export class RequestedVisits {
  constructor(private readonly personal: PersonalData) {}

  /** To be changed: oldest first, their rows locked until the commit. */
  locked(tx: Tx, request: PrivacyRequest): Promise<RequestedVisit[]> {
    return this.read(tx, request, 'for update');
  }

  /** To be looked at. A lock would make the next call pass over a visitor who waits. */
  of(tx: Pick<Tx, 'db'>, request: PrivacyRequest): Promise<RequestedVisit[]> {
    return this.read(tx, request, '');
  }

  private async read(
    { db }: Pick<Tx, 'db'>,
    { office, emailIndex, visitIds }: PrivacyRequest,
    lock: 'for update' | '',
  ): Promise<RequestedVisit[]> {
    const rows: (SealedPerson & Omit<RequestedVisit, 'person'>)[] = await db.query(
      `select id, ticket_number as "ticketNumber", ended_at is not null as ended,
         name_sealed as "nameSealed", institution_sealed as "institutionSealed",
         phone_sealed as "phoneSealed", email_sealed as "emailSealed",
         profile_sealed as "profileSealed"
       from visit where office = $1 and (email_index = $2 or id = any($3::uuid[]))
       order by checked_in_at ${lock}`,
      [office, emailIndex, visitIds],
    );
    return rows.flatMap(({ id, ticketNumber, ended, ...sealed }) => {
      const person = openPerson(this.personal, id, sealed);
      return person === undefined ? [] : [{ id, ticketNumber, ended, person }];
    });
  }
}
