import { migrateDatabase, type Database } from '@pst/persistence';
import { MessageSchema } from '../message/message.schema.ts';
import { CreateMessage1763900400000 } from './migrations/1763900400000-create-message.ts';

export const database: Database = {
  entities: [MessageSchema],
  migrations: [CreateMessage1763900400000],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
