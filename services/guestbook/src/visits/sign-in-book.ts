import { newId, visitCheckedIn, type CheckIn } from '@pst/contracts';
import { insertionOf, type Tx } from '@pst/persistence';
import { randomCode, type PersonalData } from '@pst/security';
import type { OfficeProfile, WorkingTime } from '@pst/service-standard';
import { ageBandOf } from './domain/age-band.ts';
import { Visit } from './domain/visit.ts';
import { sealedIn } from './queue.ts';
import type { TicketNumbers } from './ticket-numbers.ts';

/** What signing needs of the office. */
export interface Desk {
  readonly profile: OfficeProfile;
  readonly time: WorkingTime;
  readonly personal: PersonalData;
  readonly numbers: TicketNumbers;
}

/**
 * Writes a visitor into the book: a ticket number of the business day, the sealed person, and the fact
 * in codes and bands.
 */
export async function signInBook(
  tx: Tx,
  { profile, time, personal, numbers }: Desk,
  entry: CheckIn,
  at: { office: string; now: Date; arrivedAt: Date; timeQuality: 'measured' | 'backfilled' },
): Promise<{ visit: Visit; ahead: number }> {
  const id = newId(at.now.getTime());
  const businessDate = time.businessDateOf(at.arrivedAt);
  const { ticketNumber, ahead } = await numbers.next(at.office, businessDate);
  const seal = (column: Parameters<typeof sealedIn>[0], text: string | undefined) =>
    text === undefined || text === '' ? null : personal.seal(text, sealedIn(column, id));
  const visit = Visit.signed(
    {
      id,
      office: at.office,
      code: randomCode(16),
      businessDate,
      ticketNumber,
      queueOrder: String(at.arrivedAt.getTime()),
      service: entry.service,
      purpose: entry.purpose,
      useOfData: entry.useOfData,
      institutionCategory: entry.institutionCategory,
      disability: entry.disability,
      statedIdentityKind: entry.identityKind,
      noticeVersion: entry.noticeVersion,
      nameSealed: personal.seal(entry.name, sealedIn('name', id)),
      institutionSealed: personal.seal(entry.institution, sealedIn('institution', id)),
      phoneSealed: seal('phone', entry.phone),
      emailSealed: seal('email', entry.email),
      timeQuality: at.timeQuality,
      checkedInAt: at.arrivedAt,
    },
    profile.standard.targets,
    time,
  );
  await insertWithEntry(tx, visit);
  await tx.publish(
    visitCheckedIn.create(
      {
        visitId: id,
        ticketNumber: visit.ticketNumber,
        service: visit.service,
        purpose: visit.purpose,
        useOfData: visit.useOfData,
        institutionCategory: visit.institutionCategory,
        occupation: entry.occupation,
        education: entry.education,
        sex: entry.sex,
        ageBand: ageBandOf(entry.birthYear, Number(businessDate.slice(0, 4))),
        disability: visit.disability,
        country: entry.country,
        regencyCode: entry.regencyCode ?? null,
        checkedInAt: visit.checkedInAt.toISOString(),
        dueAt: visit.dueAt.toISOString(),
        totalDueAt: visit.totalDueAt.toISOString(),
        timeQuality: visit.timeQuality,
      },
      { office: at.office, about: id, at: at.now },
    ),
  );
  return { visit, ahead };
}

/** The visit and the first line of its log in one statement: the book is where speed is promised. */
async function insertWithEntry(tx: Tx, visit: Visit): Promise<void> {
  const { sql, values } = insertionOf(tx.db, Visit, visit);
  const at = values.length + 1;
  await tx.db.query(
    `with entry as (
       insert into visit_event (visit_id, seq, type, at) values ($${at}, 1, 'checked-in', $${at + 1})
     ) ${sql}`,
    [...values, visit.id, visit.checkedInAt],
  );
}
