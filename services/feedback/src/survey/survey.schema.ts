import type { moderateComment, ReplyOf } from '@pst/contracts';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Invitation } from './domain/invitation.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };

export const InvitationSchema = new EntitySchema<Invitation>({
  name: 'Invitation',
  target: Invitation,
  tableName: 'survey_invitation',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'survey_invitation_pkey' },
    office: text,
    source: text,
    sourceId: { type: 'uuid', name: 'source_id' },
    person: text,
    quarter: text,
    servedAt: { ...instant, name: 'served_at' },
    expiresAt: { ...instant, name: 'expires_at' },
    officerId: { type: 'uuid', name: 'officer_id', nullable: true },
    answeredAt: { ...instant, name: 'answered_at', nullable: true },
  },
  indices: [
    {
      name: 'survey_invitation_by_source',
      columns: ['office', 'source', 'sourceId'],
      unique: true,
    },
    {
      name: 'survey_invitation_by_person',
      columns: ['office', 'quarter', 'person'],
      unique: true,
    },
  ],
});

/** What somebody answered. The comment is sealed; the respondent's attributes are codes. */
export interface ResponseRow {
  readonly id: string;
  readonly office: string;
  readonly invitationId: string;
  readonly source: Invitation['source'];
  readonly rating: number;
  readonly commentSealed: string | null;
  readonly elements: Record<string, number>;
  readonly respondent: Record<string, string | number>;
  readonly answeredAt: Date;
  /** Null without a comment. */
  readonly moderation: ReplyOf<typeof moderateComment>['moderation'];
  /** The comment without the words that everybody else is not to read; null when it may be read whole. */
  readonly redactedSealed: string | null;
  readonly moderatedAt: Date | null;
  readonly moderatedBy: string | null;
}

export const ResponseSchema = new EntitySchema<ResponseRow>({
  name: 'Response',
  tableName: 'survey_response',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'survey_response_pkey' },
    office: text,
    invitationId: { type: 'uuid', name: 'invitation_id' },
    source: text,
    rating: { type: 'int' },
    commentSealed: { type: 'text', name: 'comment_sealed', nullable: true },
    elements: { type: 'jsonb' },
    respondent: { type: 'jsonb' },
    answeredAt: { ...instant, name: 'answered_at' },
    moderation: { ...text, nullable: true },
    redactedSealed: { type: 'text', name: 'redacted_sealed', nullable: true },
    moderatedAt: { ...instant, name: 'moderated_at', nullable: true },
    moderatedBy: { type: 'uuid', name: 'moderated_by', nullable: true },
  },
  indices: [
    { name: 'survey_response_by_invitation', columns: ['invitationId'], unique: true },
    { name: 'survey_response_by_time', columns: ['office', 'answeredAt'] },
  ],
});
