import { migrateDatabase, type Database } from '@pst/persistence';
import { ComplaintMessageSchema, ComplaintSchema } from '../complaint/complaint.schema.ts';
import { CreateComplaint1763900800000 } from './migrations/1763900800000-create-complaint.ts';
import { NoteCalendarOfComplaint1764110800000 } from './migrations/1764110800000-note-calendar-of-complaint.ts';

export const database: Database = {
  entities: [ComplaintSchema, ComplaintMessageSchema],
  migrations: [CreateComplaint1763900800000, NoteCalendarOfComplaint1764110800000],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
