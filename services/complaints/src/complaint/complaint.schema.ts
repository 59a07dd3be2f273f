import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { ReplyOf, readComplaintThread } from '@pst/contracts';
import { Complaint } from './domain/complaint.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };

export const ComplaintSchema = new EntitySchema<Complaint>({
  name: 'Complaint',
  target: Complaint,
  tableName: 'complaint',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'complaint_pkey' },
    office: text,
    code: text,
    number: text,
    pinIndex: { ...text, name: 'pin_index' },
    channel: text,
    anonymous: { type: 'boolean' },
    secret: { type: 'boolean' },
    language: text,
    receivedAt: { ...instant, name: 'received_at' },
    subjectSealed: { ...optionalText, name: 'subject_sealed' },
    subjectOriginalSealed: { ...optionalText, name: 'subject_original_sealed' },
    contactSealed: { ...optionalText, name: 'contact_sealed' },
    kind: text,
    class: optionalText,
    state: text,
    transcribedBy: { type: 'uuid', name: 'transcribed_by', nullable: true },
    checkedBy: { type: 'uuid', name: 'checked_by', nullable: true },
    checkedAt: { ...optionalInstant, name: 'checked_at' },
    assigneeId: { type: 'uuid', name: 'assignee_id', nullable: true },
    concernsIds: { type: 'uuid', name: 'concerns_ids', array: true },
    entrustedIds: { type: 'uuid', name: 'entrusted_ids', array: true },
    deadlines: { type: 'jsonb' },
    overdue: { type: 'boolean' },
    silentSince: { ...optionalInstant, name: 'silent_since' },
    silentUntil: { ...optionalInstant, name: 'silent_until' },
    closedAt: { ...optionalInstant, name: 'closed_at' },
    reopenUntil: { ...optionalInstant, name: 'reopen_until' },
    rating: { type: 'int', nullable: true },
    handedOver: { type: 'jsonb', name: 'handed_over', nullable: true },
    hold: { type: 'jsonb', nullable: true },
    erasedAt: { ...optionalInstant, name: 'erased_at' },
    mergedInto: { type: 'uuid', name: 'merged_into', nullable: true },
    wrongPins: { type: 'int', name: 'wrong_pins' },
    lockedUntil: { ...optionalInstant, name: 'locked_until' },
    nextDueAt: { ...optionalInstant, name: 'next_due_at' },
    calendarVersion: { type: 'int', name: 'calendar_version' },
  },
  indices: [
    { name: 'complaint_by_code', columns: ['code'], unique: true },
    { name: 'complaint_by_number', columns: ['office', 'number'], unique: true },
    { name: 'complaint_by_lead', columns: ['mergedInto'] },
    { name: 'complaint_by_due', columns: ['nextDueAt'] },
    { name: 'complaint_by_calendar', columns: ['office', 'calendarVersion'] },
  ],
});

type Message = ReplyOf<typeof readComplaintThread>['messages'][number];

/** One word in a case's thread; the first one is the report itself. */
export interface ComplaintMessageRow {
  readonly id: string;
  readonly office: string;
  readonly complaintId: string;
  /** Place in the thread, from 1. */
  readonly position: number;
  readonly from: Message['from'];
  readonly kind: Message['kind'];
  readonly bodySealed: string;
  /** What it said before words were taken out; null while it is whole. */
  readonly originalSealed: string | null;
  /** Account of the officer who wrote; null for the reporter. */
  readonly authorId: string | null;
  readonly at: Date;
}

export const ComplaintMessageSchema = new EntitySchema<ComplaintMessageRow>({
  name: 'ComplaintMessage',
  tableName: 'complaint_message',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'complaint_message_pkey' },
    office: text,
    complaintId: { type: 'uuid', name: 'complaint_id' },
    position: { type: 'int' },
    from: { ...text, name: 'written_by' },
    kind: text,
    bodySealed: { ...text, name: 'body_sealed' },
    originalSealed: { ...optionalText, name: 'original_sealed' },
    authorId: { type: 'uuid', name: 'author_id', nullable: true },
    at: instant,
  },
  indices: [
    {
      name: 'complaint_message_by_complaint',
      columns: ['complaintId', 'position'],
      unique: true,
    },
  ],
});
