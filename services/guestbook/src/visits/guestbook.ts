import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId, visitCheckedIn, type CheckIn } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { insertionOf, prepared, type Tx } from '@pst/persistence';
import { PersonalData, randomCode } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { meantInstitution } from '../meant-institution.ts';
import { sealPerson, type Person } from '../sealed-person.ts';
import { ageBandOf } from './domain/age-band.ts';
import { priorityOf } from './domain/priority.ts';
import { Visit } from './domain/visit.ts';
import type { TimeQuality, WrittenFact } from './domain/visit-log.ts';
import { OfficeRules } from './office-rules.ts';
import { TicketNumbers } from './ticket-numbers.ts';

/** How an entry came into the book. */
export interface Signing {
  readonly office: string;
  readonly channel: Visit['channel'];
  readonly arrivedAt: Date;
  readonly timeQuality: TimeQuality;
  /** A kiosk has given the visitor a ticket already; otherwise the book draws one. */
  readonly ticket?: { readonly id: string; readonly code: string; readonly ticketNumber: string };
}

/** The guestbook itself: writes a visitor in. */
@Injectable()
export class Guestbook {
  constructor(
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly rules: OfficeRules,
    private readonly personal: PersonalData,
    private readonly numbers: TicketNumbers,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /**
   * Writes a visitor into the book: a ticket number of the business day, the sealed person, and the fact
   * in codes and bands. `ahead` counts who is called before them.
   */
  async sign(
    tx: Tx,
    entry: CheckIn,
    { office, channel, arrivedAt, timeQuality, ticket }: Signing,
  ): Promise<{ visit: Visit; ahead: number }> {
    const now = this.clock.now();
    const id = ticket?.id ?? newId(now.getTime());
    const businessDate = this.time.businessDateOf(arrivedAt);
    const businessYear = Number(businessDate.slice(0, 4));
    const { elderlyFromAge } = this.profile.policies.queue;
    const priority = priorityOf(entry, businessYear, elderlyFromAge);
    const { ticketNumber, ahead } =
      ticket === undefined
        ? await this.numbers.next(office, businessDate, priority)
        : { ...ticket, ahead: await this.numbers.ahead(office, businessDate, priority) };
    const person = sealPerson(this.personal, id, personOf(entry));
    const institutionId = await meantInstitution(tx, office, {
      chosen: entry.institutionId,
      key: person.institutionIndex,
    });
    const checkIn: WrittenFact<'checked-in'> = {
      fact: { type: 'checked-in', service: entry.service, priority, timeQuality },
      at: arrivedAt,
    };
    const visit = Visit.signed(
      {
        id,
        office,
        code: ticket?.code ?? randomCode(16),
        businessDate,
        ticketNumber,
        queueOrder: String(arrivedAt.getTime()),
        purpose: entry.purpose,
        useOfData: entry.useOfData,
        institutionCategory: entry.institutionCategory,
        disability: entry.disability,
        statedIdentityKind: entry.identityKind,
        noticeVersion: entry.noticeVersion,
        channel,
        standard: this.profile.standard.number,
        ...person,
        institutionId,
        personErasedAt: null,
      },
      checkIn,
      this.rules,
    );
    await insertWithEntry(tx, visit, checkIn, now);
    await tx.publish(
      visitCheckedIn.create(
        {
          visitId: id,
          ticketNumber,
          service: visit.service,
          purpose: visit.purpose,
          useOfData: visit.useOfData,
          institutionCategory: visit.institutionCategory,
          occupation: entry.occupation,
          education: entry.education,
          sex: entry.sex,
          ageBand: ageBandOf(entry.birthYear, businessYear),
          disability: visit.disability,
          country: entry.country,
          provinceCode: provinceOf(entry),
          regencyCode: entry.regencyCode ?? null,
          institutionId,
          checkedInAt: visit.checkedInAt.toISOString(),
          dueAt: visit.dueAt.toISOString(),
          totalDueAt: visit.totalDueAt.toISOString(),
          timeQuality,
          standard: visit.standard,
          channel,
          priority,
        },
        { office, about: id, at: now },
      ),
    );
    return { visit, ahead };
  }
}

/** A regency lies in the province of its first two digits (BPS area codes). */
const provinceOf = ({ provinceCode, regencyCode }: CheckIn): string | null =>
  regencyCode?.slice(0, 2) ?? provinceCode ?? null;

/** What is kept of the person. Own words without their code "other" are left-overs of a changed answer. */
function personOf(entry: CheckIn): Person {
  return {
    name: entry.name,
    institution: entry.institution,
    phone: entry.phone || null,
    email: entry.email || null,
    profile: {
      birthYear: entry.birthYear,
      sex: entry.sex,
      education: entry.education,
      occupation: entry.occupation,
      occupationText: entry.occupation === 'other' ? (entry.occupationText ?? null) : null,
      purposeText: entry.purpose === 'other' ? (entry.purposeText ?? null) : null,
      country: entry.country,
      provinceCode: provinceOf(entry),
      regencyCode: entry.regencyCode ?? null,
    },
  };
}

/** The visit and the first line of its log in one statement: the book is where speed is promised. */
async function insertWithEntry(
  tx: Tx,
  visit: Visit,
  { fact: { type, ...detail }, at: arrivedAt }: WrittenFact<'checked-in'>,
  recordedAt: Date,
): Promise<void> {
  const { sql, values } = insertionOf(tx.db, Visit, visit);
  const at = values.length + 1;
  await prepared(
    tx.db,
    `with entry as (
       insert into visit_event (visit_id, seq, type, detail, at, recorded_at)
       values ($${at}, 1, $${at + 1}, $${at + 2}, $${at + 3}, $${at + 4})
     ) ${sql}`,
    [...values, visit.id, type, JSON.stringify(detail), arrivedAt, recordedAt],
  );
}
