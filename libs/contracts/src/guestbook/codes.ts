import { z } from 'zod';

/** Code lists of the guestbook (service-domain 1.7); codes are stable, their words live in the client. */
export const identityKind = z
  .enum(['ktp', 'sim', 'passport', 'other'])
  .meta({ id: 'IdentityKind' });
export const institutionCategory = z
  .enum([
    'state-institution',
    'ministry',
    'military-police',
    'local-government',
    'international',
    'education-research',
    'state-enterprise',
    'private',
    'other',
  ])
  .meta({ id: 'InstitutionCategory' });
export const occupation = z
  .enum([
    'student',
    'researcher-lecturer',
    'civil-servant-military-police',
    'state-enterprise-employee',
    'private-employee',
    'self-employed',
    'other',
  ])
  .meta({ id: 'Occupation' });
export const education = z
  .enum([
    'none',
    'primary',
    'lower-secondary',
    'upper-secondary',
    'diploma',
    'bachelor',
    'master',
    'doctorate',
  ])
  .meta({ id: 'Education' });
export const sex = z.enum(['female', 'male']).meta({ id: 'Sex' });
export const disability = z
  .enum(['none', 'physical', 'intellectual', 'mental', 'sensory'])
  .meta({ id: 'Disability' });
export const purpose = z
  .enum(['library-visit', 'statistical-consultation', 'data-request', 'recommendation', 'other'])
  .meta({ id: 'VisitPurpose' });
export const useOfData = z
  .enum(['school-assignment', 'government', 'commercial', 'research', 'other'])
  .meta({ id: 'UseOfData' });
export const visitService = z
  .enum(['physical-library', 'digital-library'])
  .meta({ id: 'VisitService' });
export const ageBand = z
  .enum(['under-17', '17-25', '26-34', '35-44', '45-54', '55-65', 'over-65'])
  .meta({ id: 'AgeBand' });
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
