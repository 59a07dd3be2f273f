import { EntitySchema } from 'typeorm';
import type { CannedReply } from './domain/canned-reply.ts';

/** An office's own canned replies; without a row those that the product brings are good. */
export const ReplyTableSchema = new EntitySchema<{
  office: string;
  replies: CannedReply[];
  version: number;
  changedAt: Date;
  changedBy: string;
}>({
  name: 'ReplyTable',
  tableName: 'reply_table',
  columns: {
    office: { type: 'text', primary: true, primaryKeyConstraintName: 'reply_table_pkey' },
    replies: { type: 'jsonb' },
    version: { type: 'int' },
    changedAt: { type: 'timestamptz', name: 'changed_at' },
    changedBy: { type: 'uuid', name: 'changed_by' },
  },
});
