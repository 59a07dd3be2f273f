import { z } from 'zod';
import { codeLists } from '../reference.ts';

/** The codes of a list of reference.ts: the words and the survey's codes stand there. */
export function codesOf<List extends Record<string, unknown>>(list: List) {
  return z.enum(Object.keys(list) as (keyof List & string)[]); // Object.keys forgets which keys
}

export const identityKind = codesOf(codeLists.identityKind).meta({ id: 'IdentityKind' });
export const institutionCategory = codesOf(codeLists.institutionCategory).meta({
  id: 'InstitutionCategory',
});
export const occupation = codesOf(codeLists.occupation).meta({ id: 'Occupation' });
export const education = codesOf(codeLists.education).meta({ id: 'Education' });
export const sex = codesOf(codeLists.sex).meta({ id: 'Sex' });
export const disability = codesOf(codeLists.disability).meta({ id: 'Disability' });
export const purpose = codesOf(codeLists.purpose).meta({ id: 'VisitPurpose' });
export const useOfData = codesOf(codeLists.useOfData).meta({ id: 'UseOfData' });
export const visitService = codesOf(codeLists.visitService).meta({ id: 'VisitService' });
export const ageBand = codesOf(codeLists.ageBand).meta({ id: 'AgeBand' });
/** How a visit's times came to be known (service-domain 3.2); only the first two enter percentiles. */
export const timeQuality = z
  .enum(['measured', 'corrected', 'backfilled', 'offline-synced', 'unknown'])
  .meta({ id: 'TimeQuality' });
export const visitState = z
  .enum([
    'waiting',
    'called',
    'serving',
    'on-hold',
    'waiting-for-workstation',
    'workstation-offered',
    'at-workstation',
    'completed',
    'no-show',
    'left',
    'cancelled',
    'closed-end-of-day',
  ])
  .meta({ id: 'VisitState' });
/** Why a visitor goes first. */
export const priorityReason = z
  .enum(['elderly', 'disabled', 'pregnant'])
  .meta({ id: 'PriorityReason' });
/** Where the guestbook was signed. */
export const entryChannel = z
  .enum(['kiosk', 'own-phone', 'officer', 'paper'])
  .meta({ id: 'EntryChannel' });
/** Where a promised clock stands; `void` when it measures nothing of the office, as after a no-show. */
export const clockState = z
  .enum(['not-started', 'running', 'paused', 'met', 'breached', 'void'])
  .meta({ id: 'ClockState' });
/** The promised clocks of the published standard. */
export const serviceClock = z
  .enum(['served-after-guestbook', 'served-after-workstation', 'total'])
  .meta({ id: 'ServiceClock' });
/** Whether an officer takes visitors at the counter. */
export const counterState = z.enum(['open', 'paused', 'closed']).meta({ id: 'CounterState' });
export const workstationState = z
  .enum(['free', 'offered', 'in-use', 'cleaning', 'out-of-order'])
  .meta({ id: 'WorkstationState' });
/** A right of UU 27/2022: to a copy of what is kept about oneself (Pasal 7), to its correction (6) and erasure (8). */
export const privacyRequestKind = z
  .enum(['access', 'correction', 'erasure'])
  .meta({ id: 'PrivacyRequestKind' });
export const privacyRequestState = z
  .enum(['received', 'granted', 'refused'])
  .meta({ id: 'PrivacyRequestState' });
/** The grounds of UU 27/2022: Pasal 33 a and b, Pasal 15; and that there is nothing to act on. */
export const privacyRefusalReason = z
  .enum(['endangers-somebody', 'concerns-others', 'law-requires-keeping', 'nothing-held'])
  .meta({ id: 'PrivacyRefusalReason' });
/** To whom a printed copy was given; a representative has shown a power of attorney. */
export const copyHandOver = z.enum(['to-person', 'to-representative']).meta({ id: 'CopyHandOver' });
/** What of a person somebody looked at, handed out or changed. */
export const auditAction = z
  .enum([
    'identity-number-recorded',
    'identity-number-revealed',
    'identity-number-erased',
    'retention-run',
    'privacy-request-filed',
    'privacy-request-granted',
    'privacy-request-refused',
    'privacy-request-read',
    'copy-handed-out',
  ])
  .meta({ id: 'AuditAction' });
