import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { Access } from './domain/approval.ts';
import { Delivery } from './domain/delivery.ts';
import { DocumentRequest } from './domain/document-request.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };

export const DocumentRequestSchema = new EntitySchema<DocumentRequest>({
  name: 'DocumentRequest',
  target: DocumentRequest,
  tableName: 'document_request',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'document_request_pkey' },
    office: text,
    number: text,
    accountId: { type: 'uuid', name: 'account_id' },
    guest: { type: 'boolean' },
    language: text,
    publicationIds: { type: 'uuid', array: true, name: 'publication_ids' },
    pageRanges: { type: 'jsonb', name: 'page_ranges' },
    purpose: text,
    channel: text,
    visitId: { type: 'uuid', nullable: true, name: 'visit_id' },
    submittedAt: { ...instant, name: 'submitted_at' },
    dueAt: { ...instant, name: 'due_at' },
    calendarVersion: { type: 'int', name: 'calendar_version' },
    nameSealed: { ...optionalText, name: 'name_sealed' },
    emailSealed: { ...optionalText, name: 'email_sealed' },
    descriptionSealed: { ...optionalText, name: 'description_sealed' },
    noteSealed: { ...optionalText, name: 'note_sealed' },
    answerSealed: { ...optionalText, name: 'answer_sealed' },
    state: text,
    preparedById: { type: 'uuid', nullable: true, name: 'prepared_by_id' },
    approvedBy: { ...optionalText, name: 'approved_by' },
    declineReason: { ...optionalText, name: 'decline_reason' },
    deliveredAt: { ...optionalInstant, name: 'delivered_at' },
    failure: optionalText,
  },
  indices: [
    { name: 'document_request_by_number', columns: ['office', 'number'], unique: true },
    { name: 'document_request_by_account', columns: ['accountId', 'id'] },
    { name: 'document_request_by_state', columns: ['office', 'state', 'id'] },
    // Partial; their conditions live in the migrations.
    { name: 'document_request_unsettled', synchronize: false },
    { name: 'document_request_of_guest', synchronize: false },
  ],
});

export const DeliverySchema = new EntitySchema<Delivery>({
  name: 'Delivery',
  target: Delivery,
  tableName: 'delivery',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'delivery_pkey' },
    office: text,
    requestId: { type: 'uuid', name: 'request_id' },
    accountId: { type: 'uuid', name: 'account_id' },
    tokenHash: { ...optionalText, name: 'token_hash' },
    files: { type: 'jsonb' },
    sendAs: { ...text, name: 'send_as' },
    expiresAt: { ...instant, name: 'expires_at' },
    createdAt: { ...instant, name: 'created_at' },
    revokedAt: { ...optionalInstant, name: 'revoked_at' },
    opens: { type: 'int' },
    lastOpenedAt: { ...optionalInstant, name: 'last_opened_at' },
  },
  indices: [
    { name: 'delivery_by_token', columns: ['tokenHash'], unique: true },
    { name: 'delivery_by_request', columns: ['requestId', 'createdAt'] },
  ],
});

/** What this service knows of a publication, because the catalogue announced it. */
export interface KnownPublicationRow {
  readonly id: string;
  readonly office: string;
  readonly title: string;
  readonly year: number | null;
  /** Null when the catalogue has not said. */
  readonly publisher: string | null;
  readonly withdrawn: boolean;
}

export const KnownPublicationSchema = new EntitySchema<KnownPublicationRow>({
  name: 'KnownPublication',
  tableName: 'known_publication',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'known_publication_pkey' },
    office: text,
    title: text,
    year: { type: 'int', nullable: true },
    publisher: optionalText,
    withdrawn: { type: 'boolean' },
  },
});

/** The newest softcopy of a publication. */
export interface KnownSoftcopyRow {
  readonly publicationId: string;
  readonly office: string;
  readonly version: number;
  readonly bytes: number;
  /** Null for what was announced before pages were kept. */
  readonly pages: number | null;
  /** Null for what was announced before it was kept: then an officer looks. */
  readonly access: Access | null;
  readonly sha256: string;
  readonly objectKey: string;
  readonly fileName: string;
}

export const KnownSoftcopySchema = new EntitySchema<KnownSoftcopyRow>({
  name: 'KnownSoftcopy',
  tableName: 'known_softcopy',
  columns: {
    publicationId: {
      type: 'uuid',
      name: 'publication_id',
      primary: true,
      primaryKeyConstraintName: 'known_softcopy_pkey',
    },
    office: text,
    version: { type: 'int' },
    bytes: { type: 'int' },
    pages: { type: 'int', nullable: true },
    access: optionalText,
    sha256: text,
    objectKey: { ...text, name: 'object_key' },
    fileName: { ...text, name: 'file_name' },
  },
});
