import type { z } from 'zod';
import type { institution } from '@pst/contracts';
import { EntitySchema } from 'typeorm';

/** A name that an officer, or the office's own list, approved: it may be shown to everybody. */
export interface InstitutionRow {
  readonly id: string;
  readonly office: string;
  name: string;
  /** The name's spelling, for finding it by what somebody begins to type. */
  spelling: string;
  category: z.infer<typeof institution>['category'];
  readonly approvedAt: Date;
}

export const InstitutionSchema = new EntitySchema<InstitutionRow>({
  name: 'Institution',
  tableName: 'institution',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'institution_pkey' },
    office: { type: 'text' },
    name: { type: 'text' },
    spelling: { type: 'text' },
    category: { type: 'text' },
    approvedAt: { type: 'timestamptz', name: 'approved_at' },
  },
  indices: [{ name: 'institution_by_office', columns: ['office'] }],
});

/** A way of writing that means an institution; its keyed hash alone, for it may be anybody's words. */
export interface InstitutionSpellingRow {
  readonly office: string;
  readonly key: string;
  institutionId: string;
}

export const InstitutionSpellingSchema = new EntitySchema<InstitutionSpellingRow>({
  name: 'InstitutionSpelling',
  tableName: 'institution_spelling',
  columns: {
    office: {
      type: 'text',
      primary: true,
      primaryKeyConstraintName: 'institution_spelling_pkey',
    },
    key: { type: 'text', primary: true, primaryKeyConstraintName: 'institution_spelling_pkey' },
    institutionId: { type: 'uuid', name: 'institution_id' },
  },
  indices: [{ name: 'institution_spelling_by_institution', columns: ['institutionId'] }],
});
