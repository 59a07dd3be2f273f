import { migrateDatabase, type Database } from '@pst/persistence';
import { VisitEventSchema, VisitSchema } from '../visits/visit.schema.ts';
import { ReadingSchema, WorkstationSchema } from '../workstations/workstation.schema.ts';
import { CreateVisit1763900100000 } from './migrations/1763900100000-create-visit.ts';
import { DropQueueVersion1764000100000 } from './migrations/1764000100000-drop-queue-version.ts';
import { CreateWorkstation1763900200000 } from './migrations/1763900200000-create-workstation.ts';

export const database: Database = {
  entities: [VisitSchema, VisitEventSchema, WorkstationSchema, ReadingSchema],
  migrations: [
    CreateVisit1763900100000,
    CreateWorkstation1763900200000,
    DropQueueVersion1764000100000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
