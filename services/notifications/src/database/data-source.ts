import { migrateDatabase, type Database } from '@pst/persistence';
import { MessageSchema, WithdrawnDeliverySchema } from '../message/message.schema.ts';
import { SuppressionSchema } from '../message/suppression.schema.ts';
import { CreateMessage1763900400000 } from './migrations/1763900400000-create-message.ts';
import { FollowMailbox1764310000000 } from './migrations/1764310000000-follow-mailbox.ts';
import { SuppressAddresses1764310200000 } from './migrations/1764310200000-suppress-addresses.ts';
import { NoteEditionOfWords1764310300000 } from './migrations/1764310300000-note-edition-of-words.ts';
import { NoteWithdrawnDelivery1764260100000 } from './migrations/1764260100000-note-withdrawn-delivery.ts';

export const database: Database = {
  entities: [MessageSchema, WithdrawnDeliverySchema, SuppressionSchema],
  migrations: [
    CreateMessage1763900400000,
    NoteWithdrawnDelivery1764260100000,
    FollowMailbox1764310000000,
    SuppressAddresses1764310200000,
    NoteEditionOfWords1764310300000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
