import { EntitySchema } from 'typeorm';

/** An office's own synonyms; without a row those that the product brings are good. */
export const SynonymTableSchema = new EntitySchema<{
  office: string;
  groups: string[][];
  version: number;
  changedAt: Date;
  changedBy: string;
}>({
  name: 'SynonymTable',
  tableName: 'synonym_table',
  columns: {
    office: { type: 'text', primary: true, primaryKeyConstraintName: 'synonym_table_pkey' },
    groups: { type: 'jsonb' },
    version: { type: 'int' },
    changedAt: { type: 'timestamptz', name: 'changed_at' },
    changedBy: { type: 'uuid', name: 'changed_by' },
  },
});

const part = {
  type: 'text',
  primary: true,
  primaryKeyConstraintName: 'unanswered_query_pkey',
} as const;

/** Words that were searched for in vain; not by whom. */
export const UnansweredQuerySchema = new EntitySchema<{
  office: string;
  words: string;
  times: number;
  lastAskedAt: Date;
}>({
  name: 'UnansweredQuery',
  tableName: 'unanswered_query',
  columns: {
    office: part,
    words: part,
    times: { type: 'int' },
    lastAskedAt: { type: 'timestamptz', name: 'last_asked_at' },
  },
});
