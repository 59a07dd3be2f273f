import { EntitySchema } from 'typeorm';

export interface WorkstationRow {
  id: string;
  office: string;
  name: string;
  state: 'free' | 'offered' | 'in-use' | 'cleaning' | 'out-of-order';
  visitId: string | null;
  since: Date;
}

/** A desk PC of the digital library. */
export const WorkstationSchema = new EntitySchema<WorkstationRow>({
  name: 'Workstation',
  tableName: 'workstation',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'workstation_pkey' },
    office: { type: 'text' },
    name: { type: 'text' },
    state: { type: 'text' },
    visitId: { type: 'uuid', nullable: true, name: 'visit_id' },
    since: { type: 'timestamptz' },
  },
  indices: [{ name: 'workstation_by_name', columns: ['office', 'name'], unique: true }],
});

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
