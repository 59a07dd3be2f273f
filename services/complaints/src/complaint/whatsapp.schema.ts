import { EntitySchema } from 'typeorm';
import { WhatsappSending } from './domain/whatsapp-sending.ts';

/** Whom a case talks to by WhatsApp. */
export interface WhatsappThreadRow {
  readonly complaintId: string;
  readonly office: string;
  /** A keyed hash, by which the next message of the same person finds the case. */
  readonly senderIndex: string;
  readonly senderSealed: string;
  /** When they last wrote: from then on answers go as they are written, for a while. */
  readonly heardAt: Date;
}

export const WhatsappThreadSchema = new EntitySchema<WhatsappThreadRow>({
  name: 'WhatsappThread',
  tableName: 'whatsapp_thread',
  columns: {
    complaintId: {
      type: 'uuid',
      name: 'complaint_id',
      primary: true,
      primaryKeyConstraintName: 'whatsapp_thread_pkey',
    },
    office: { type: 'text' },
    senderIndex: { type: 'text', name: 'sender_index' },
    senderSealed: { type: 'text', name: 'sender_sealed' },
    heardAt: { type: 'timestamptz', name: 'heard_at' },
  },
  indices: [{ name: 'whatsapp_thread_by_sender', columns: ['office', 'senderIndex', 'heardAt'] }],
});

/** A file of a message that is still to be fetched. */
export interface WhatsappMediaRow {
  readonly id: string;
  readonly office: string;
  readonly complaintId: string;
  /** The word it came with. */
  readonly messageId: string;
  readonly mediaId: string;
  /** Of the file, as the message told it. */
  readonly sha256: string;
  readonly fileNameSealed: string;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
}

/** Where the name of a file is sealed to. */
export const mediaNameSealedIn = (id: string) => `whatsapp_media.file_name|${id}`;

export const WhatsappMediaSchema = new EntitySchema<WhatsappMediaRow>({
  name: 'WhatsappMedia',
  tableName: 'whatsapp_media',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'whatsapp_media_pkey' },
    office: { type: 'text' },
    complaintId: { type: 'uuid', name: 'complaint_id' },
    messageId: { type: 'uuid', name: 'message_id' },
    mediaId: { type: 'text', name: 'media_id' },
    sha256: { type: 'text' },
    fileNameSealed: { type: 'text', name: 'file_name_sealed' },
    attempts: { type: 'int' },
    nextAttemptAt: { type: 'timestamptz', name: 'next_attempt_at' },
  },
  indices: [{ name: 'whatsapp_media_due', columns: ['nextAttemptAt'] }],
});

export const WhatsappSendingSchema = new EntitySchema<WhatsappSending>({
  name: 'WhatsappSending',
  target: WhatsappSending,
  tableName: 'whatsapp_sending',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'whatsapp_sending_pkey' },
    office: { type: 'text' },
    complaintId: { type: 'uuid', name: 'complaint_id' },
    messageId: { type: 'uuid', name: 'message_id', nullable: true },
    wordsSealed: { type: 'text', name: 'words_sealed', nullable: true },
    form: { type: 'text', nullable: true },
    state: { type: 'text' },
    attempts: { type: 'int' },
    nextAttemptAt: { type: 'timestamptz', name: 'next_attempt_at', nullable: true },
    wamid: { type: 'text', nullable: true },
    failure: { type: 'text', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
  indices: [
    { name: 'whatsapp_sending_due', columns: ['state', 'nextAttemptAt'] },
    { name: 'whatsapp_sending_by_complaint', columns: ['complaintId'] },
    { name: 'whatsapp_sending_by_wamid', columns: ['office', 'wamid'] },
    { name: 'whatsapp_sending_by_month', columns: ['office', 'createdAt'] },
  ],
});
