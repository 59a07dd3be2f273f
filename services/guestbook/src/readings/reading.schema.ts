import { EntitySchema } from 'typeorm';

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
    office: { type: 'text' },
    visitId: { type: 'uuid', name: 'visit_id' },
    copyId: { type: 'uuid', name: 'copy_id' },
    startedAt: { type: 'timestamptz', name: 'started_at' },
    returnedAt: { type: 'timestamptz', nullable: true, name: 'returned_at' },
  },
  indices: [{ name: 'reading_by_visit', columns: ['visitId'] }],
});

export const readingView = ({ id, visitId, copyId, startedAt, returnedAt }: ReadingRow) => ({
  id,
  visitId,
  copyId,
  startedAt: startedAt.toISOString(),
  returnedAt: returnedAt?.toISOString() ?? null,
});
