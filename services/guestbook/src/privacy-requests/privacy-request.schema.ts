import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { PrivacyRequest } from './domain/privacy-request.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };
const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };

export const PrivacyRequestSchema = new EntitySchema<PrivacyRequest>({
  name: 'PrivacyRequest',
  target: PrivacyRequest,
  tableName: 'privacy_request',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'privacy_request_pkey' },
    office: text,
    code: text,
    kind: text,
    language: text,
    receivedAt: { ...instant, name: 'received_at' },
    dueAt: { ...instant, name: 'due_at' },
    state: text,
    overdueAt: { ...optionalInstant, name: 'overdue_at' },
    closedAt: { ...optionalInstant, name: 'closed_at' },
    refusal: optionalText,
    emailIndex: { ...optionalText, name: 'email_index' },
    emailSealed: { ...optionalText, name: 'email_sealed' },
    identityKind: { ...optionalText, name: 'identity_kind' },
    visitIds: { type: 'uuid', array: true, name: 'visit_ids' },
    correctionSealed: { ...optionalText, name: 'correction_sealed' },
    copyHash: { ...optionalText, name: 'copy_hash' },
    copyExpiresAt: { ...optionalInstant, name: 'copy_expires_at' },
  },
  indices: [
    { name: 'privacy_request_by_code', columns: ['code'], unique: true },
    { name: 'privacy_request_by_copy', columns: ['copyHash'], unique: true },
    // A partial index; its condition lives in the migration.
    { name: 'privacy_request_open', synchronize: false },
  ],
});
