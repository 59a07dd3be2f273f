import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

const text: EntitySchemaColumnOptions = { type: 'text' };
const uuid: EntitySchemaColumnOptions = { type: 'uuid' };

export interface ReadingRow {
  id: string;
  office: string;
  visitId: string;
  copyId: string;
  startedAt: Date;
  returnedAt: Date | null;
}

/** A hardcopy read in the room. */
export const ReadingSchema = new EntitySchema<ReadingRow>({
  name: 'Reading',
  tableName: 'reading',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'reading_pkey' },
    office: text,
    visitId: { ...uuid, name: 'visit_id' },
    copyId: { ...uuid, name: 'copy_id' },
    startedAt: { type: 'timestamptz', name: 'started_at' },
    returnedAt: { type: 'timestamptz', nullable: true, name: 'returned_at' },
  },
  indices: [
    { name: 'reading_by_visit', columns: ['visitId'] },
    { name: 'reading_by_start', columns: ['office', 'startedAt'] },
    // One reader per copy at a time.
    { name: 'reading_open', columns: ['copyId'], unique: true, where: 'returned_at IS NULL' },
  ],
});

/** A softcopy opened at the desk PC of a visit. */
export const SoftcopyReadingSchema = new EntitySchema<{
  readonly id: string;
  readonly office: string;
  readonly visitId: string;
  readonly publicationId: string;
  readonly readAt: Date;
}>({
  name: 'SoftcopyReading',
  tableName: 'softcopy_reading',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'softcopy_reading_pkey' },
    office: text,
    visitId: { ...uuid, name: 'visit_id' },
    publicationId: { ...uuid, name: 'publication_id' },
    readAt: { type: 'timestamptz', name: 'read_at' },
  },
  indices: [{ name: 'softcopy_reading_by_visit', columns: ['visitId'] }],
});

/** What this service knows of a publication, because the catalogue announced it. */
export const KnownPublicationSchema = new EntitySchema<{
  readonly id: string;
  readonly office: string;
  readonly title: string;
}>({
  name: 'KnownPublication',
  tableName: 'known_publication',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'known_publication_pkey' },
    office: text,
    title: text,
  },
});

/** A hardcopy, as the catalogue announced it. */
export const KnownCopySchema = new EntitySchema<{
  readonly id: string;
  readonly office: string;
  readonly publicationId: string;
  readonly shelfMark: string;
}>({
  name: 'KnownCopy',
  tableName: 'known_copy',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'known_copy_pkey' },
    office: text,
    publicationId: { ...uuid, name: 'publication_id' },
    shelfMark: { ...text, name: 'shelf_mark' },
  },
});
