import { AuditHeadSchema, AuditLineSchema, type Database, migrateDatabase } from '@pst/persistence';
import {
  InstitutionSchema,
  InstitutionSpellingSchema,
} from '../institutions/institution.schema.ts';
import { IdentityNumberSchema } from '../identity-number.schema.ts';
import { KioskEntrySchema, KioskSchema } from '../kiosk/kiosk.schema.ts';
import {
  KnownCopySchema,
  KnownPublicationSchema,
  ReadingSchema,
  SoftcopyReadingSchema,
} from '../readings/reading.schema.ts';
import { PrivacyRequestSchema } from '../privacy-requests/privacy-request.schema.ts';
import { VisitorLookupSchema } from '../visitor-lookup.schema.ts';
import { CounterSchema } from '../visits/counter.schema.ts';
import { CalendarYearSchema, DayOffSchema } from '../calendar/day-off.schema.ts';
import { VisitEventSchema, VisitSchema } from '../visits/visit.schema.ts';
import { WorkstationSchema } from '../visits/workstation.schema.ts';
import { CreateVisit1763900100000 } from './migrations/1763900100000-create-visit.ts';
import { DropQueueVersion1764000100000 } from './migrations/1764000100000-drop-queue-version.ts';
import { KeepEveryTime1764100000000 } from './migrations/1764100000000-keep-every-time.ts';
import { CreateDayOff1764110100000 } from './migrations/1764110100000-create-day-off.ts';
import { NoteCalendarOfVisit1764110200000 } from './migrations/1764110200000-note-calendar-of-visit.ts';
import { CreateKiosk1764120100000 } from './migrations/1764120100000-create-kiosk.ts';
import { KnowThePerson1764130000000 } from './migrations/1764130000000-know-the-person.ts';
import { CreateVisitorLookup1764130100000 } from './migrations/1764130100000-create-visitor-lookup.ts';
import { CreateAudit1764135000000 } from './migrations/1764135000000-create-audit.ts';
import { CreateIdentityNumber1764135100000 } from './migrations/1764135100000-create-identity-number.ts';
import { IndexKeptPersons1764137000000 } from './migrations/1764137000000-index-kept-persons.ts';
import { CreateWorkstation1763900200000 } from './migrations/1763900200000-create-workstation.ts';
import { AttachVisitsToTitles1764140000000 } from './migrations/1764140000000-attach-visits-to-titles.ts';
import { CreatePrivacyRequest1764200000000 } from './migrations/1764200000000-create-privacy-request.ts';
import { HandOutCopies1764200100000 } from './migrations/1764200100000-hand-out-copies.ts';
import { AskForCorrections1764200200000 } from './migrations/1764200200000-ask-for-corrections.ts';
import { PlaceDevices1764300000000 } from './migrations/1764300000000-place-devices.ts';
import { FileRequestsAtTheDesk1764300100000 } from './migrations/1764300100000-file-requests-at-the-desk.ts';

export const database: Database = {
  entities: [
    VisitSchema,
    VisitEventSchema,
    CounterSchema,
    WorkstationSchema,
    ReadingSchema,
    DayOffSchema,
    CalendarYearSchema,
    VisitorLookupSchema,
    PrivacyRequestSchema,
    InstitutionSchema,
    InstitutionSpellingSchema,
    AuditLineSchema,
    AuditHeadSchema,
    IdentityNumberSchema,
    KioskSchema,
    KioskEntrySchema,
    SoftcopyReadingSchema,
    KnownPublicationSchema,
    KnownCopySchema,
  ],
  migrations: [
    CreateVisit1763900100000,
    CreateWorkstation1763900200000,
    DropQueueVersion1764000100000,
    KeepEveryTime1764100000000,
    CreateDayOff1764110100000,
    NoteCalendarOfVisit1764110200000,
    CreateKiosk1764120100000,
    KnowThePerson1764130000000,
    CreateVisitorLookup1764130100000,
    CreateAudit1764135000000,
    CreateIdentityNumber1764135100000,
    IndexKeptPersons1764137000000,
    AttachVisitsToTitles1764140000000,
    CreatePrivacyRequest1764200000000,
    HandOutCopies1764200100000,
    AskForCorrections1764200200000,
    PlaceDevices1764300000000,
    FileRequestsAtTheDesk1764300100000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
