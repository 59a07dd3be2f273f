import type { CheckIn } from '@pst/contracts';

/** Why a visitor goes first. */
export type Priority = NonNullable<CheckIn['priority']>;
/** How the times of a visit came to be known (service-domain 3.2). */
export type TimeQuality = 'measured' | 'corrected' | 'backfilled' | 'offline-synced' | 'unknown';

/** Everything that can happen to a visit, each with what has to be known to replay it. */
export type VisitFact =
  | {
      readonly type: 'checked-in';
      readonly service: CheckIn['service'];
      readonly priority: Priority | null;
      readonly timeQuality: TimeQuality;
    }
  | { readonly type: 'prioritised'; readonly priority: Priority | null }
  | { readonly type: 'identity-checked'; readonly kind: CheckIn['identityKind'] }
  | { readonly type: 'called'; readonly counter: string }
  | { readonly type: 'recalled' }
  | { readonly type: 'started' }
  | { readonly type: 'held' }
  | { readonly type: 'resumed' }
  | { readonly type: 'transferred'; readonly service: CheckIn['service'] }
  | { readonly type: 'queued-for-workstation' }
  | { readonly type: 'workstation-offered'; readonly workstationId: string }
  | { readonly type: 'workstation-offer-expired' }
  | { readonly type: 'handed-over'; readonly workstationId: string }
  | { readonly type: 'completed' }
  | { readonly type: 'no-show' }
  | { readonly type: 'returned' }
  | { readonly type: 'left' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'closed-end-of-day' }
  /** These fields of the person were put right; what they say is sealed in the visit's row. */
  | { readonly type: 'person-corrected'; readonly fields: readonly string[] }
  /** The entry `seq` happened at `to`, an ISO instant. */
  | { readonly type: 'corrected'; readonly seq: number; readonly to: string };

/** A line about other lines or about the person: no step of the visit itself. */
export type Correction = Extract<VisitFact, { type: 'corrected' | 'person-corrected' }>;

export const isCorrection = (fact: VisitFact): fact is Correction =>
  fact.type === 'corrected' || fact.type === 'person-corrected';

/** One line of a visit's append-only log (service-domain 3.1). */
export interface VisitEntry {
  /** 1 for the check-in. */
  readonly seq: number;
  readonly fact: VisitFact;
  /** When it happened. */
  readonly at: Date;
  /** When it was written down: later for paper, offline entries and corrections. */
  readonly recordedAt: Date;
  readonly actorId: string | null;
  /** A code, never free text. */
  readonly reason: string | null;
}

/** An entry about to be written, of a known type. */
export interface WrittenFact<Type extends VisitFact['type']> {
  readonly fact: Extract<VisitFact, { type: Type }>;
  readonly at: Date;
}
