import { EntitySchema } from 'typeorm';

/** An extract that lies in object storage, so that it is known what may be removed there. */
export interface StoredExtractRow {
  readonly key: string;
  readonly office: string;
  /** When somebody last looked at it or sent it. */
  readonly usedAt: Date;
}

export const StoredExtractSchema = new EntitySchema<StoredExtractRow>({
  name: 'StoredExtract',
  tableName: 'stored_extract',
  columns: {
    key: { type: 'text', primary: true, primaryKeyConstraintName: 'stored_extract_pkey' },
    office: { type: 'text' },
    usedAt: { type: 'timestamptz', name: 'used_at' },
  },
  indices: [{ name: 'stored_extract_by_use', columns: ['office', 'usedAt'] }],
});
