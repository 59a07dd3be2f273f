import type { PublicationChange, readImport, ReplyOf } from '@pst/contracts';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Publication } from './domain/publication.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };

/** Written by SQL alone; see store-publication.ts. */
const indexed = { select: false, insert: false, update: false } as const;

export const PublicationSchema = new EntitySchema<
  Publication & { search?: string; titleKey?: string }
>({
  name: 'Publication',
  target: Publication,
  tableName: 'publication',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'publication_pkey' },
    office: text,
    source: optionalText,
    sourceId: { ...optionalText, name: 'source_id' },
    fingerprint: text,
    title: text,
    series: optionalText,
    year: { type: 'int', nullable: true },
    abstract: optionalText,
    subjects: { type: 'text', array: true },
    area: optionalText,
    areaName: { ...optionalText, name: 'area_name' },
    kind: text,
    language: text,
    issn: optionalText,
    isbn: optionalText,
    catalogueNumber: { ...optionalText, name: 'catalogue_number' },
    publicationNumber: { ...optionalText, name: 'publication_number' },
    releasedOn: { type: 'date', nullable: true, name: 'released_on' },
    authors: { type: 'text', array: true },
    publisher: optionalText,
    licence: optionalText,
    withdrawn: { type: 'boolean' },
    mergedInto: { type: 'uuid', nullable: true, name: 'merged_into' },
    importedFingerprint: { ...optionalText, name: 'imported_fingerprint' },
    addedAt: { ...instant, name: 'added_at' },
    changedAt: { ...instant, name: 'changed_at' },
    hardcopies: { type: 'int' },
    softcopyPages: { type: 'int', nullable: true, name: 'softcopy_pages' },
    hasCover: { type: 'boolean', name: 'has_cover' },
    search: { type: 'tsvector', nullable: true, ...indexed },
    titleKey: { ...optionalText, name: 'title_key', ...indexed },
  },
  indices: [
    { name: 'publication_by_source', columns: ['office', 'source', 'sourceId'], unique: true },
    { name: 'publication_by_year', columns: ['office', 'year', 'id'] },
    { name: 'publication_by_change', columns: ['office', 'changedAt'] },
    { name: 'publication_by_arrival', columns: ['office', 'addedAt'] },
    // A GIN index; TypeORM has no word for it.
    { name: 'publication_search', synchronize: false },
    // On an expression, or in part; see the migration.
    { name: 'publication_by_edition', synchronize: false },
    { name: 'publication_by_area', synchronize: false },
    { name: 'publication_by_title', synchronize: false },
  ],
});

/** One line of a publication's history. */
export interface PublicationChangeRow extends Omit<PublicationChange, 'seq' | 'at'> {
  readonly seq?: number;
  readonly office: string;
  readonly publicationId: string;
  readonly at: Date;
}

export const PublicationChangeSchema = new EntitySchema<PublicationChangeRow>({
  name: 'PublicationChange',
  tableName: 'publication_change',
  columns: {
    seq: {
      type: 'int',
      primary: true,
      primaryKeyConstraintName: 'publication_change_pkey',
      generated: 'increment',
    },
    office: text,
    publicationId: { type: 'uuid', name: 'publication_id' },
    action: text,
    actorId: { type: 'uuid', nullable: true, name: 'actor_id' },
    reason: optionalText,
    fields: { type: 'jsonb' },
    at: instant,
  },
  indices: [{ name: 'publication_change_by_publication', columns: ['publicationId', 'seq'] }],
});

/** A hardcopy on the shelf. */
export interface CopyRow {
  readonly id: string;
  readonly office: string;
  readonly publicationId: string;
  readonly shelfMark: string;
  readonly label: string | null;
  readonly condition: 'good' | 'worn' | 'damaged' | 'lost';
}

export const CopySchema = new EntitySchema<CopyRow>({
  name: 'Copy',
  tableName: 'copy',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'copy_pkey' },
    office: text,
    publicationId: { type: 'uuid', name: 'publication_id' },
    shelfMark: { ...text, name: 'shelf_mark' },
    label: optionalText,
    condition: text,
  },
  indices: [
    { name: 'copy_by_publication', columns: ['publicationId'] },
    { name: 'copy_by_label', columns: ['office', 'label'], unique: true },
  ],
});

/** One version of a publication's PDF. */
export interface SoftcopyRow {
  readonly id: string;
  readonly office: string;
  readonly publicationId: string;
  readonly version: number;
  readonly bytes: number;
  readonly pages: number;
  readonly sha256: string;
  readonly access: 'public' | 'signed-in' | 'staff';
  readonly objectKey: string;
  readonly fileName: string;
  readonly addedAt: Date;
  /** Whether its pages have been read for the search; `unreadable` from some page on. */
  readonly textState: 'waiting' | 'done' | 'unreadable';
  /** Whether its first page has been drawn; `none` when it cannot be. */
  readonly coverState: 'waiting' | 'drawn' | 'none';
  readonly coverKey: string | null;
  readonly coverBytes: number | null;
  readonly coverSha256: string | null;
}

export const SoftcopySchema = new EntitySchema<SoftcopyRow>({
  name: 'Softcopy',
  tableName: 'softcopy',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'softcopy_pkey' },
    office: text,
    publicationId: { type: 'uuid', name: 'publication_id' },
    version: { type: 'int' },
    bytes: { type: 'int' },
    pages: { type: 'int' },
    sha256: text,
    access: text,
    objectKey: { ...text, name: 'object_key' },
    fileName: { ...text, name: 'file_name' },
    addedAt: { ...instant, name: 'added_at' },
    textState: { ...text, name: 'text_state' },
    coverState: { ...text, name: 'cover_state' },
    coverKey: { ...optionalText, name: 'cover_key' },
    coverBytes: { type: 'int', nullable: true, name: 'cover_bytes' },
    coverSha256: { ...optionalText, name: 'cover_sha256' },
  },
  indices: [
    { name: 'softcopy_by_publication', columns: ['publicationId', 'version'], unique: true },
    { name: 'softcopy_by_text_state', columns: ['id'], where: `text_state = 'waiting'` },
    { name: 'softcopy_by_cover_state', columns: ['id'], where: `cover_state = 'waiting'` },
  ],
});

/** The text of one page of a publication's current softcopy. */
export interface PageTextRow {
  readonly publicationId: string;
  readonly page: number;
  readonly softcopyId: string;
  readonly office: string;
  readonly text: string;
  readonly search: string;
  /** `unread` is a page without text of its own that is yet to be looked at, `blank` one where none was seen. */
  readonly textFrom: 'pdf' | 'unread' | 'scan' | 'blank';
}

export const PageTextSchema = new EntitySchema<PageTextRow>({
  name: 'PageText',
  tableName: 'page_text',
  columns: {
    publicationId: {
      type: 'uuid',
      primary: true,
      name: 'publication_id',
      primaryKeyConstraintName: 'page_text_pkey',
    },
    page: { type: 'int', primary: true, primaryKeyConstraintName: 'page_text_pkey' },
    softcopyId: { type: 'uuid', name: 'softcopy_id' },
    office: text,
    text,
    search: { type: 'tsvector' },
    textFrom: { ...text, name: 'text_from' },
  },
  indices: [
    // A GIN index; TypeORM has no word for it.
    { name: 'page_text_search', synchronize: false },
    { name: 'page_text_unread', columns: ['softcopyId', 'page'], where: `text_from = 'unread'` },
  ],
});

/** An import under way or done. */
export interface ImportJobRow {
  readonly id: string;
  readonly office: string;
  readonly source: ReplyOf<typeof readImport>['source'];
  readonly domain: string;
  readonly dryRun: boolean;
  readonly files: boolean;
  /** Where the file lies, until it was worked off. */
  readonly objectKey: string | null;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly total: number | null;
  readonly processed: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: ReplyOf<typeof readImport>['errors'];
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export const ImportJobSchema = new EntitySchema<ImportJobRow>({
  name: 'ImportJob',
  tableName: 'import_job',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'import_job_pkey' },
    office: text,
    source: text,
    domain: text,
    dryRun: { type: 'boolean', name: 'dry_run' },
    files: { type: 'boolean' },
    objectKey: { ...optionalText, name: 'object_key' },
    state: text,
    total: { type: 'int', nullable: true },
    processed: { type: 'int' },
    added: { type: 'int' },
    changed: { type: 'int' },
    unchanged: { type: 'int' },
    refused: { type: 'int' },
    errors: { type: 'jsonb' },
    startedAt: { ...instant, name: 'started_at', nullable: true },
    finishedAt: { ...instant, name: 'finished_at', nullable: true },
  },
});

/** Where an account stopped reading. */
export const ReadingPositionSchema = new EntitySchema<{
  accountId: string;
  publicationId: string;
  office: string;
  page: number;
  keptAt: Date;
}>({
  name: 'ReadingPosition',
  tableName: 'reading_position',
  columns: {
    accountId: {
      type: 'uuid',
      primary: true,
      name: 'account_id',
      primaryKeyConstraintName: 'reading_position_pkey',
    },
    publicationId: {
      type: 'uuid',
      primary: true,
      name: 'publication_id',
      primaryKeyConstraintName: 'reading_position_pkey',
    },
    office: text,
    page: { type: 'int' },
    keptAt: { ...instant, name: 'kept_at' },
  },
});
