import type { DeskVisit } from '@pst/contracts';
import type { PersonalData } from '@pst/security';
import { clockState } from './announcements.ts';
import { openPerson } from '../sealed-person.ts';
import type { Visit } from './domain/visit.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A visit as the officers see it. */
export function deskView(visit: Visit, personal: PersonalData): DeskVisit {
  const person = openPerson(personal, visit.id, visit);
  return {
    id: visit.id,
    ticketNumber: visit.ticketNumber,
    state: visit.state,
    service: visit.service,
    purpose: visit.purpose,
    useOfData: visit.useOfData,
    name: person?.name ?? null,
    institution: person?.institution ?? null,
    institutionId: visit.institutionId,
    purposeText: person?.profile?.purposeText ?? null,
    institutionCategory: visit.institutionCategory,
    disability: visit.disability,
    priority: visit.priority,
    channel: visit.channel,
    standard: visit.standard,
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
    workstationId: visit.workstationId,
    endedAt: iso(visit.endedAt),
    timeQuality: visit.timeQuality,
    clocks: [
      {
        clock: 'served-after-guestbook',
        dueAt: visit.dueAt.toISOString(),
        warnAt: visit.servedWarnAt.toISOString(),
        outcome: clockState(visit, 'served-after-guestbook'),
      },
      {
        clock: 'served-after-workstation',
        dueAt: iso(visit.workstationDueAt),
        warnAt: iso(visit.workstationWarnAt),
        outcome: clockState(visit, 'served-after-workstation'),
      },
      {
        clock: 'total',
        dueAt: visit.totalDueAt.toISOString(),
        warnAt: visit.totalWarnAt.toISOString(),
        outcome: clockState(visit, 'total'),
      },
    ],
  };
}
