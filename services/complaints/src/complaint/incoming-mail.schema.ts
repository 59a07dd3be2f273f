import type { MailSender } from '@pst/mailbox';
import { EntitySchema } from 'typeorm';

/** What became of a mail that arrived; neither its words nor its sender. */
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
  readonly complaintId: string | null;
  readonly acknowledged: boolean;
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
  },
  indices: [
    { name: 'incoming_mail_by_fingerprint', columns: ['office', 'fingerprint'], unique: true },
    { name: 'incoming_mail_by_sender', columns: ['office', 'senderIndex', 'receivedAt'] },
  ],
});
