import { migrateDatabase, type Database } from '@pst/persistence';
import { CreateFacts1763900900000 } from './migrations/1763900900000-create-facts.ts';
import { NoteWhenReceived1764000200000 } from './migrations/1764000200000-note-when-received.ts';
import { NoteVisitOfUse1764140100000 } from './migrations/1764140100000-note-visit-of-use.ts';
import { WidenVisitFacts1764150000000 } from './migrations/1764150000000-widen-visit-facts.ts';
import { NoteUniqueUse1764231000000 } from './migrations/1764231000000-note-unique-use.ts';
import { OrderEventsByCommit1764355000000 } from './migrations/1764355000000-order-events-by-commit.ts';
import { CreateExportFile1764355100000 } from './migrations/1764355100000-create-export-file.ts';

/** No entities: facts are upserted and counted by SQL alone. */
export const database: Database = {
  entities: [],
  migrations: [
    CreateFacts1763900900000,
    NoteWhenReceived1764000200000,
    NoteVisitOfUse1764140100000,
    WidenVisitFacts1764150000000,
    NoteUniqueUse1764231000000,
    OrderEventsByCommit1764355000000,
    CreateExportFile1764355100000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
