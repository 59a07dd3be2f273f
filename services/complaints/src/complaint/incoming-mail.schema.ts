import type { MailSender } from '@pst/mailbox';
import { EntitySchema } from 'typeorm';

/** What became of a mail that arrived; its words are in its case, or in the mailbox alone. */
export interface IncomingMailRow {
  readonly id: string;
  readonly office: string;
  /** The same mail, seen again under another number, is known by this. */
  readonly fingerprint: string;
  /** A keyed hash of the sender's address, to count what they were sent. */
  readonly senderIndex: string | null;
  readonly receivedAt: Date;
  /** It opened, continued or reopened a case, could not be read, or was not from a person. */
  readonly outcome:
    | 'opened'
    | 'continued'
    | 'reopened'
    | 'unreadable'
    | Exclude<MailSender, 'person'>;
  /** The case it is in, or answers without being in it. */
  readonly complaintId: string | null;
  readonly acknowledged: boolean;
  /** Where a mail lies that is in no case; null for others. */
  readonly mailbox: string | null;
  readonly uidValidity: string | null;
  readonly uid: string | null;
  /** Its sender and subject, for whoever looks it over; null when it is in a case or its time is over. */
  readonly headSealed: string | null;
}

export const IncomingMailSchema = new EntitySchema<IncomingMailRow>({
  name: 'IncomingMail',
  tableName: 'incoming_mail',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'incoming_mail_pkey' },
    office: { type: 'text' },
    fingerprint: { type: 'text' },
    senderIndex: { type: 'text', name: 'sender_index', nullable: true },
    receivedAt: { type: 'timestamptz', name: 'received_at' },
    outcome: { type: 'text' },
    complaintId: { type: 'uuid', name: 'complaint_id', nullable: true },
    acknowledged: { type: 'boolean' },
    mailbox: { type: 'text', nullable: true },
    uidValidity: { type: 'text', name: 'uid_validity', nullable: true },
    uid: { type: 'bigint', nullable: true },
    headSealed: { type: 'text', name: 'head_sealed', nullable: true },
  },
  indices: [
    { name: 'incoming_mail_by_fingerprint', columns: ['office', 'fingerprint'], unique: true },
    { name: 'incoming_mail_by_outcome', columns: ['office', 'outcome', 'id'] },
    { name: 'incoming_mail_by_sender', columns: ['office', 'senderIndex', 'receivedAt'] },
  ],
});
