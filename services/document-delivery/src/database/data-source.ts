import { migrateDatabase, type Database } from '@pst/persistence';
import { AddressProofSchema } from '../request/address-proof.schema.ts';
import { StoredExtractSchema } from '../request/extract.schema.ts';
import {
  DeliverySchema,
  DocumentRequestSchema,
  KnownPublicationSchema,
  KnownSoftcopySchema,
} from '../request/request.schema.ts';
import { AdmitGuests1764320000000 } from './migrations/1764320000000-admit-guests.ts';
import { CountOpenings1764320200000 } from './migrations/1764320200000-count-openings.ts';
import { CreateDocumentRequest1763900600000 } from './migrations/1763900600000-create-document-request.ts';
import { NoteCalendarOfRequest1764110600000 } from './migrations/1764110600000-note-calendar-of-request.ts';
import { NoteFailureOfRequest1764310100000 } from './migrations/1764310100000-note-failure-of-request.ts';
import { NoteWhoApproved1764320100000 } from './migrations/1764320100000-note-who-approved.ts';
import { NotePagesOfRequest1764260000000 } from './migrations/1764260000000-note-pages-of-request.ts';
import { NoteStoredExtracts1764320300000 } from './migrations/1764320300000-note-stored-extracts.ts';
import { NoteVisitOfRequest1764140200000 } from './migrations/1764140200000-note-visit-of-request.ts';

export const database: Database = {
  entities: [
    DocumentRequestSchema,
    DeliverySchema,
    KnownPublicationSchema,
    KnownSoftcopySchema,
    AddressProofSchema,
    StoredExtractSchema,
  ],
  migrations: [
    CreateDocumentRequest1763900600000,
    NoteCalendarOfRequest1764110600000,
    NoteVisitOfRequest1764140200000,
    NotePagesOfRequest1764260000000,
    NoteFailureOfRequest1764310100000,
    AdmitGuests1764320000000,
    NoteWhoApproved1764320100000,
    CountOpenings1764320200000,
    NoteStoredExtracts1764320300000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
