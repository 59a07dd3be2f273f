import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { VisitEntry, VisitFact } from './domain/visit-log.ts';
import { Visit } from './domain/visit.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };
/** Written when the visitor signs; what changes a person later says so in SQL. */
const fixed = { update: false } as const;

/** How a visit is stored. The person's fields are sealed; everything else is codes and times. */
export const VisitSchema = new EntitySchema<Visit>({
  name: 'Visit',
  target: Visit,
  tableName: 'visit',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'visit_pkey' },
    office: { ...text, ...fixed },
    code: { ...text, ...fixed },
    businessDate: { type: 'date', name: 'business_date', ...fixed },
    ticketNumber: { ...text, name: 'ticket_number', ...fixed },
    queueOrder: { type: 'bigint', name: 'queue_order', ...fixed },
    purpose: { ...text, ...fixed },
    useOfData: { ...text, name: 'use_of_data', ...fixed },
    institutionCategory: { ...text, name: 'institution_category', ...fixed },
    disability: { ...text, ...fixed },
    statedIdentityKind: { ...text, name: 'stated_identity_kind', ...fixed },
    noticeVersion: { ...text, name: 'notice_version', ...fixed },
    channel: { ...text, ...fixed },
    standard: { ...text, ...fixed },
    nameSealed: { ...optionalText, name: 'name_sealed', ...fixed },
    institutionSealed: { ...optionalText, name: 'institution_sealed', ...fixed },
    phoneSealed: { ...optionalText, name: 'phone_sealed', ...fixed },
    emailSealed: { ...optionalText, name: 'email_sealed', ...fixed },
    profileSealed: { ...optionalText, name: 'profile_sealed', ...fixed },
    emailIndex: { ...optionalText, name: 'email_index', ...fixed },
    phoneIndex: { ...optionalText, name: 'phone_index', ...fixed },
    institutionIndex: { ...optionalText, name: 'institution_index', ...fixed },
    institutionId: { type: 'uuid', nullable: true, name: 'institution_id', ...fixed },
    personErasedAt: { ...optionalInstant, name: 'person_erased_at', ...fixed },
    service: text,
    priority: optionalText,
    state: text,
    identityCheckedKind: { ...optionalText, name: 'identity_checked_kind' },
    timeQuality: { ...text, name: 'time_quality' },
    counter: optionalText,
    calls: { type: 'int' },
    calledAt: { ...optionalInstant, name: 'called_at' },
    workstationId: { type: 'uuid', nullable: true, name: 'workstation_id' },
    workstationQueuedAt: { ...optionalInstant, name: 'workstation_queued_at' },
    completedAt: { ...optionalInstant, name: 'completed_at' },
    endedAt: { ...optionalInstant, name: 'ended_at' },
    officerId: { type: 'uuid', nullable: true, name: 'officer_id' },
    checkedInAt: { ...instant, name: 'checked_in_at' },
    dueAt: { ...instant, name: 'due_at' },
    servedClock: { ...text, name: 'served_clock' },
    servedWarnAt: { ...instant, name: 'served_warn_at' },
    servingAt: { ...optionalInstant, name: 'serving_at' },
    firstCalledAt: { ...optionalInstant, name: 'first_called_at' },
    offeredAt: { ...optionalInstant, name: 'offered_at' },
    workstationDueAt: { ...optionalInstant, name: 'workstation_due_at' },
    workstationWarnAt: { ...optionalInstant, name: 'workstation_warn_at' },
    workstationClock: { ...text, name: 'workstation_clock' },
    handedOverAt: { ...optionalInstant, name: 'handed_over_at' },
    totalDueAt: { ...instant, name: 'total_due_at' },
    totalWarnAt: { ...instant, name: 'total_warn_at' },
    totalClock: { ...text, name: 'total_clock' },
    pausedAt: { ...optionalInstant, name: 'paused_at' },
    pausedSeconds: { type: 'int', name: 'paused_seconds' },
    warned: { type: 'text', array: true },
    nextLookAt: { ...optionalInstant, name: 'next_look_at' },
    calendarVersion: { type: 'int', name: 'calendar_version' },
  },
  indices: [
    { name: 'visit_by_code', columns: ['code'], unique: true },
    {
      name: 'visit_by_ticket',
      columns: ['office', 'businessDate', 'ticketNumber'],
      unique: true,
    },
    // Partial indexes; their conditions live in the migration.
    { name: 'visit_waiting', synchronize: false },
    { name: 'visit_next_look', synchronize: false },
    { name: 'visit_by_email', synchronize: false },
    { name: 'visit_by_phone', synchronize: false },
    { name: 'visit_by_spelling', synchronize: false },
    { name: 'visit_by_institution', synchronize: false },
    { name: 'visit_person_kept', synchronize: false },
  ],
});

/** One line of a visit's append-only log: the fact's type and what else it says. */
export interface VisitEventRow extends Omit<VisitEntry, 'fact'> {
  readonly visitId: string;
  readonly type: VisitFact['type'];
  readonly detail: Omit<VisitFact, 'type'>;
}

export const VisitEventSchema = new EntitySchema<VisitEventRow>({
  name: 'VisitEvent',
  tableName: 'visit_event',
  columns: {
    visitId: {
      type: 'uuid',
      name: 'visit_id',
      primary: true,
      primaryKeyConstraintName: 'visit_event_pkey',
    },
    seq: { type: 'int', primary: true, primaryKeyConstraintName: 'visit_event_pkey' },
    type: text,
    detail: { type: 'jsonb' },
    at: instant,
    recordedAt: { ...instant, name: 'recorded_at' },
    actorId: { type: 'uuid', nullable: true, name: 'actor_id' },
    reason: optionalText,
  },
});

/** The line as the rules read it. */
export function entryOfRow({ type, detail, ...line }: VisitEventRow): VisitEntry {
  return { ...line, fact: { type, ...detail } as VisitFact }; // only the journal writes these rows
}
