import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Visit, type VisitEntry } from './domain/visit.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };

/** How a visit is stored. The person's fields are sealed; everything else is codes and times. */
export const VisitSchema = new EntitySchema<Visit>({
  name: 'Visit',
  target: Visit,
  tableName: 'visit',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'visit_pkey' },
    office: text,
    code: text,
    businessDate: { type: 'date', name: 'business_date' },
    ticketNumber: { ...text, name: 'ticket_number' },
    queueOrder: { type: 'bigint', name: 'queue_order' },
    service: text,
    state: text,
    purpose: text,
    useOfData: { ...text, name: 'use_of_data' },
    institutionCategory: { ...text, name: 'institution_category' },
    disability: text,
    statedIdentityKind: { ...text, name: 'stated_identity_kind' },
    identityCheckedKind: { ...optionalText, name: 'identity_checked_kind' },
    noticeVersion: { ...text, name: 'notice_version' },
    nameSealed: { ...text, name: 'name_sealed' },
    institutionSealed: { ...text, name: 'institution_sealed' },
    phoneSealed: { ...optionalText, name: 'phone_sealed' },
    emailSealed: { ...optionalText, name: 'email_sealed' },
    timeQuality: { ...text, name: 'time_quality' },
    checkedInAt: { ...instant, name: 'checked_in_at' },
    dueAt: { ...instant, name: 'due_at' },
    totalDueAt: { ...instant, name: 'total_due_at' },
    counter: optionalText,
    calls: { type: 'int' },
    calledAt: { ...optionalInstant, name: 'called_at' },
    servingAt: { ...optionalInstant, name: 'serving_at' },
    heldAt: { ...optionalInstant, name: 'held_at' },
    heldSeconds: { type: 'int', name: 'held_seconds' },
    completedAt: { ...optionalInstant, name: 'completed_at' },
    endedAt: { ...optionalInstant, name: 'ended_at' },
    officerId: { type: 'uuid', nullable: true, name: 'officer_id' },
    servedClock: { ...text, name: 'served_clock' },
    totalClock: { ...text, name: 'total_clock' },
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
    { name: 'visit_running_clock', synchronize: false },
  ],
});

/** One line of a visit's append-only log. */
export interface VisitEventRow extends VisitEntry {
  readonly visitId: string;
  readonly seq: number;
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
    at: instant,
    actorId: { type: 'uuid', nullable: true, name: 'actor_id' },
    reason: optionalText,
  },
});
