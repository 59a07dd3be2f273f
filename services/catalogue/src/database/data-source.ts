import { migrateDatabase, type Database } from '@pst/persistence';
import { FollowingSchema, ToldPublicationSchema } from '../publication/following.schema.ts';
import {
  CopySchema,
  ImportJobSchema,
  PageTextSchema,
  PublicationChangeSchema,
  PublicationSchema,
  ReadingPositionSchema,
  SoftcopySchema,
} from '../publication/publication.schema.ts';
import { SynonymTableSchema, UnansweredQuerySchema } from '../publication/search-desk.schema.ts';
import { CreatePublication1763900700000 } from './migrations/1763900700000-create-publication.ts';
import { CompareTitles1764210000000 } from './migrations/1764210000000-compare-titles.ts';
import { CreatePageText1764210100000 } from './migrations/1764210100000-create-page-text.ts';
import { CreateSearchDesk1764210200000 } from './migrations/1764210200000-create-search-desk.ts';
import { WalkEditions1764210300000 } from './migrations/1764210300000-walk-editions.ts';
import { IndexPublicationByChange1764230000000 } from './migrations/1764230000000-index-publication-by-change.ts';
import { CreateRecentReading1764240000000 } from './migrations/1764240000000-create-recent-reading.ts';
import { CreateReadingPosition1764240100000 } from './migrations/1764240100000-create-reading-position.ts';
import { DrawCovers1764354000000 } from './migrations/1764354000000-draw-covers.ts';
import { ReadScans1764354100000 } from './migrations/1764354100000-read-scans.ts';
import { CreateFollowing1764350000000 } from './migrations/1764350000000-create-following.ts';
import { TakeListsFromFiles1764220000000 } from './migrations/1764220000000-take-lists-from-files.ts';
import { RememberChanges1764220100000 } from './migrations/1764220100000-remember-changes.ts';
import { ImportFiles1764220200000 } from './migrations/1764220200000-import-files.ts';

export const database: Database = {
  entities: [
    PublicationSchema,
    PublicationChangeSchema,
    CopySchema,
    SoftcopySchema,
    PageTextSchema,
    SynonymTableSchema,
    UnansweredQuerySchema,
    ImportJobSchema,
    ReadingPositionSchema,
    FollowingSchema,
    ToldPublicationSchema,
  ],
  migrations: [
    CreatePublication1763900700000,
    CompareTitles1764210000000,
    CreatePageText1764210100000,
    CreateSearchDesk1764210200000,
    WalkEditions1764210300000,
    IndexPublicationByChange1764230000000,
    CreateRecentReading1764240000000,
    CreateReadingPosition1764240100000,
    TakeListsFromFiles1764220000000,
    RememberChanges1764220100000,
    ImportFiles1764220200000,
    CreateFollowing1764350000000,
    DrawCovers1764354000000,
    ReadScans1764354100000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
