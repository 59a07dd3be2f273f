import { EntitySchema } from 'typeorm';
import type { MediaType } from './domain/bare-file.ts';

/** A file that belongs to a word of a thread. */
export interface AttachmentRow {
  readonly id: string;
  readonly office: string;
  readonly complaintId: string;
  readonly messageId: string;
  readonly fileNameSealed: string;
  readonly mediaType: MediaType;
  readonly bytes: number;
  /** Of what is kept; the same file twice in one case is one. */
  readonly sha256: string;
  /** Only what is released is given to anybody; of what was infected the bytes are gone. */
  readonly state: 'quarantined' | 'released' | 'infected';
  /** Whether a scanner looked at it; without one the office's policy decides. */
  readonly scanned: boolean;
  readonly addedAt: Date;
  /** When it is looked at next; null once that is settled. */
  readonly nextScanAt: Date | null;
}

export const AttachmentSchema = new EntitySchema<AttachmentRow>({
  name: 'Attachment',
  tableName: 'attachment',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'attachment_pkey' },
    office: { type: 'text' },
    complaintId: { type: 'uuid', name: 'complaint_id' },
    messageId: { type: 'uuid', name: 'message_id' },
    fileNameSealed: { type: 'text', name: 'file_name_sealed' },
    mediaType: { type: 'text', name: 'media_type' },
    bytes: { type: 'int' },
    sha256: { type: 'text' },
    state: { type: 'text' },
    scanned: { type: 'boolean' },
    addedAt: { type: 'timestamptz', name: 'added_at' },
    nextScanAt: { type: 'timestamptz', name: 'next_scan_at', nullable: true },
  },
  indices: [
    { name: 'attachment_by_complaint', columns: ['complaintId', 'sha256'], unique: true },
    { name: 'attachment_by_scan', columns: ['nextScanAt'] },
  ],
});
