import type { CloudEvent } from '@pst/contracts';
import { serviceLevelBreached, serviceLevelMet, type DeskVisit } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import type { SettledClock, Visit, VisitEntry } from './domain/visit.ts';

/** Where a visit's personal fields are sealed to: each opens in its own row and column only. */
export const sealedIn = (column: 'name' | 'institution' | 'phone' | 'email', visitId: string) =>
  `visit.${column}|${visitId}`;

/** Appends to the visit's log. The visit's row is locked by the caller, so the next number is free. */
export async function record(tx: Tx, visit: Visit, entry: VisitEntry): Promise<void> {
  await tx.db.query(
    `insert into visit_event (visit_id, seq, type, at, actor_id, reason)
     select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5 from visit_event where visit_id = $1`,
    [visit.id, entry.type, entry.at, entry.actorId, entry.reason],
  );
}

/** Announces that a promised time was kept or broken. */
export async function announceClock(
  tx: Tx,
  visit: Visit,
  settled: SettledClock | undefined,
  targets: OfficeProfile['standard']['targets'],
): Promise<void> {
  if (settled === undefined) {
    return;
  }
  const event = settled.outcome === 'met' ? serviceLevelMet : serviceLevelBreached;
  const announced: CloudEvent = event.create(
    {
      visitId: visit.id,
      clock: settled.clock,
      dueAt: settled.dueAt.toISOString(),
      at: settled.at.toISOString(),
      targetMinutes: settled.clock === 'total' ? targets.total : targets.servedAfterGuestbook,
    },
    { office: visit.office, about: visit.id, at: settled.at },
  );
  await tx.publish(announced);
}

/** A visit as the officers see it. */
export function deskView(visit: Visit, personal: PersonalData): DeskVisit {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: visit.id,
    ticketNumber: visit.ticketNumber,
    state: visit.state,
    service: visit.service,
    purpose: visit.purpose,
    useOfData: visit.useOfData,
    name: personal.open(visit.nameSealed, sealedIn('name', visit.id)),
    institution: personal.open(visit.institutionSealed, sealedIn('institution', visit.id)),
    institutionCategory: visit.institutionCategory,
    disability: visit.disability,
    statedIdentityKind: visit.statedIdentityKind,
    identityCheckedKind: visit.identityCheckedKind,
    checkedInAt: visit.checkedInAt.toISOString(),
    dueAt: visit.dueAt.toISOString(),
    totalDueAt: visit.totalDueAt.toISOString(),
    calledAt: iso(visit.calledAt),
    calls: visit.calls,
    counter: visit.counter,
    servingAt: iso(visit.servingAt),
    completedAt: iso(visit.completedAt),
    timeQuality: visit.timeQuality,
    clocks: [
      {
        clock: 'served-after-guestbook',
        dueAt: visit.dueAt.toISOString(),
        outcome: visit.servedClock,
      },
      { clock: 'total', dueAt: visit.totalDueAt.toISOString(), outcome: visit.totalClock },
    ],
  };
}
